import { similarName } from '../constraints/similar.ts';
import type { QuickFix } from '../diagnostic.ts';
import { CALL_TYPES } from '../spec/spec.ts';
import { MODIFIER_WORDS, quote } from '../text/names.ts';
import type { TextRange } from '../text/range.ts';
import type { ErrorContext } from './error-context.ts';
import { type Explanation, OPEN_STRING, replacement } from './explanation.ts';
import { contentsOf, usageOf } from './usage.ts';

type Rule = (context: ErrorContext) => Explanation | undefined;

/** What an ERROR node means to the reader; the first rule that knows it answers. */
export function explainUnexpected(context: ErrorContext): Explanation {
  for (const rule of RULES) {
    const explanation = rule(context);
    if (explanation !== undefined) return explanation;
  }
  return notExpected(context);
}

const RULES: readonly Rule[] = [
  openString,
  closingBracket,
  unquotedName,
  digitFirst,
  numberWithoutUnit,
  shareWithoutColon,
  wishWithoutComma,
  lonelySigil,
  afterBlock,
  unknownModifier,
  incompleteStatement,
  unknownStatement,
];

function openString({ text, range }: ErrorContext): Explanation | undefined {
  if (!/^"(?:[^"\\]|\\.)*\\?$/.test(text)) return undefined;
  const end = { start: range.end, end: range.end };
  return {
    code: 'syntax-unclosed',
    message: OPEN_STRING,
    fixes: replacement('Close the string', end, '"'),
  };
}

function closingBracket({ text, range }: ErrorContext): Explanation | undefined {
  if (!/^[)\]}]/.test(text)) return undefined;
  const bracket = text.slice(0, 1);
  const guilty = { start: range.start, end: range.start + 1 };
  return {
    code: 'syntax-unclosed',
    message: `Nothing is open here that \`${bracket}\` could close.`,
    range: guilty,
    fixes: replacement(`Remove \`${bracket}\``, guilty, ''),
  };
}

/** `cart-` or `/orders/{id}`: a name that goes on with what no name may hold. */
function unquotedName({ source, range, text }: ErrorContext): Explanation | undefined {
  const before = source.slice(Math.max(0, range.start - 3), range.start);
  const goesOn = /[\p{L}\p{N}_]$/u.test(before) && /^[-./:{[(*&+$%\\]/.test(text);
  const isInBraces =
    /[^\s{]\{$/.test(before) && /^[^\s{}]*\}/.test(source.slice(range.start, range.start + 100));
  if (!goesOn && !isInBraces) return undefined;
  const whole = gluedText(source, range);
  const name = source.slice(whole.start, whole.end);
  return {
    code: 'syntax-unexpected',
    message: `\`${shown(name)}\` is no name without quotes: write \`${shown(quote(name))}\`.`,
    range: whole,
    fixes: replacement('Put it in quotes', whole, quote(name)),
  };
}

function gluedText(source: string, { start }: TextRange): TextRange {
  const head = /\S*$/.exec(source.slice(Math.max(0, start - 200), start))?.[0] ?? '';
  const tail = /^\S*/.exec(source.slice(start, start + 200))?.[0] ?? '';
  return { start: start - head.length, end: start + tail.length };
}

/** `2cart`: the digit is an error of its own, the rest reads as a name. */
function digitFirst({ source, range, text }: ErrorContext): Explanation | undefined {
  if (!/^\d/.test(text) || !/[\p{L}_]/u.test(source.slice(range.end, range.end + 1))) return undefined;
  const whole = gluedText(source, range);
  const name = source.slice(whole.start, whole.end);
  return {
    code: 'syntax-unexpected',
    message: `A name that starts with a digit stands in quotes: \`${shown(quote(name))}\`.`,
    range: whole,
    fixes: replacement('Put it in quotes', whole, quote(name)),
  };
}

/** `12` or `12 ms` in a call. */
function numberWithoutUnit({ source, text, range, before, word }: ErrorContext): Explanation | undefined {
  const number = /^[+-]?\d+(?:\.\d+)?/.exec(text)?.[0];
  if (number === undefined || before === '' || !isCallLike(word)) return undefined;
  const behind = source.slice(range.start + number.length, range.start + number.length + 8);
  const unit = /^[ \t]+(ns|us|µs|ms|s|m|h)(?![^\s{])/.exec(behind);
  if (unit === null && text !== number) return undefined;
  const time = `${number}${unit?.[1] ?? 'ms'}`;
  const guilty = { start: range.start, end: range.start + number.length + (unit?.[0].length ?? 0) };
  const message =
    unit === null
      ? `\`${number}\` has no unit: write \`${time}\`.`
      : `A time is one word: write \`${time}\`.`;
  const fixes = replacement(`Write \`${time}\``, guilty, time);
  return { code: 'syntax-unexpected', message, range: guilty, fixes };
}

/** `30% rpc …` or `30 rpc …`. */
function shareWithoutColon({ text, range, before }: ErrorContext): Explanation | undefined {
  const number = /^(\d+(?:\.\d+)?)%?$/.exec(text)?.[1];
  if (number === undefined || before !== '') return undefined;
  const share = `${number}%:`;
  return {
    code: 'syntax-unexpected',
    message: `A share of the calls is written with \`%\` and a colon: \`${share} …\`.`,
    fixes: replacement(`Write \`${share}\``, range, share),
  };
}

function wishWithoutComma({ before, range }: ErrorContext): Explanation | undefined {
  if (!before.startsWith('...') || /[,.]$/.test(before)) return undefined;
  const end = { start: range.start - 1, end: range.start - 1 };
  return {
    code: 'syntax-unexpected',
    message: 'The wishes behind `...` are separated by commas, as in `... calls 3..10, depth <= 2`.',
    fixes: replacement('Insert a comma', end, ','),
  };
}

const SIGILS: ReadonlyMap<string, string> = new Map([
  ['@', 'a time follows `@`, as in `@5ms`'],
  ['~', 'a law follows `~`, as in `~lognormal(p50=4ms, p99=60ms)`'],
  ['/-', 'a statement follows `/-`, which mutes it'],
  ['=', 'an attribute is written NAME = VALUE'],
]);

function lonelySigil({ text }: ErrorContext): Explanation | undefined {
  const hint = SIGILS.get(text);
  if (hint === undefined) return undefined;
  return { code: 'syntax-missing', message: `\`${text}\` stands alone here: ${hint}.` };
}

function afterBlock({ before, text }: ErrorContext): Explanation | undefined {
  if (!before.endsWith('}')) return undefined;
  return {
    code: 'syntax-unexpected',
    message: `\`${shown(text)}\` cannot follow a block: modifiers stand before \`{\`, the next statement on its own line.`,
  };
}

function unknownModifier(context: ErrorContext): Explanation | undefined {
  const { text, before, word, range } = context;
  const name = /^[\p{L}_][^\s{]*/u.exec(text)?.[0];
  if (name === undefined || before === '' || !isCallLike(word)) return undefined;
  if (name === 'async') {
    return { code: 'syntax-misplaced', message: '`async` stands before the type of the call.', range };
  }
  const operation = operationWords(context);
  const guilty = operation[1] ?? { start: range.start, end: range.start + name.length };
  const guiltyName = context.source.slice(guilty.start, guilty.end);
  const meant = similarName(guiltyName, [...MODIFIER_WORDS]);
  if (meant !== undefined) return unknownWord(`Unknown modifier \`${guiltyName}\``, guilty, meant);
  return {
    code: 'syntax-unknown-word',
    message: `Unknown modifier \`${shown(guiltyName)}\`; an operation of several words stands in quotes.`,
    range: guilty,
    fixes: quotedOperation(context.source, operation),
  };
}

/**
 * The words that stand where the operation of a call should, if the error is one of them: of `rpc cart Get Items` the
 * parser may leave out either.
 */
function operationWords({ source, range, before }: ErrorContext): readonly TextRange[] {
  const inFront = /^(?:async\s+)?\S+\s+\S+((?:\s+[\p{L}_/][^\s"?]*)*)$/u.exec(before)?.[1];
  if (inFront === undefined) return [];
  const blanks = /\s*$/.exec(source.slice(0, range.start).slice(-NEAR))?.[0].length ?? 0;
  const start = inFront === '' ? range.start : range.start - blanks - inFront.trimStart().length;
  const words: TextRange[] = [];
  for (const { index, 1: word = '' } of source.slice(start, range.end + NEAR).matchAll(BARE_WORD)) {
    if (MODIFIER_WORDS.has(word)) break;
    words.push({ start: start + index, end: start + index + word.length });
  }
  return words;
}

const NEAR = 200;
const BARE_WORD = /([\p{L}_/][^\s{"?]*)[ \t]*/guy;

function quotedOperation(source: string, words: readonly TextRange[]): readonly QuickFix[] {
  const [first, last] = [words[0], words.at(-1)];
  if (first === undefined || last === undefined || first === last) return [];
  const whole = { start: first.start, end: last.end };
  return replacement('Put the operation in quotes', whole, quote(source.slice(whole.start, whole.end)));
}

/** `rpc`, `par`, `span server`: a statement that has begun as one should and is not complete. */
function incompleteStatement({ before, word, parent }: ErrorContext): Explanation | undefined {
  const usage = usageOf(word, parent);
  if (usage === undefined || before !== '') return undefined;
  return { code: 'syntax-missing', message: `\`${word}\` is not complete: it is written \`${usage}\`.` };
}

function unknownStatement({ text, before, parent, word }: ErrorContext): Explanation | undefined {
  const contents = contentsOf(parent);
  if (before !== '' || contents === undefined) return undefined;
  return {
    code: 'syntax-unexpected',
    message: `\`${shown(word === '' ? text : word)}\` begins no statement: ${contents}.`,
  };
}

function notExpected({ text, word, parent }: ErrorContext): Explanation {
  const usage = usageOf(word, parent) ?? usageOf(word, 'body');
  const hint = usage === undefined ? '' : `: \`${word}\` is written \`${usage}\``;
  return { code: 'syntax-unexpected', message: `\`${shown(text)}\` is not expected here${hint}.` };
}

/** `subject: did you mean …?` with the fix for it. */
export function unknownWord(subject: string, range: TextRange, meant: string): Explanation {
  return {
    code: 'syntax-unknown-word',
    message: `${subject}: did you mean \`${meant}\`?`,
    range,
    fixes: replacement(`Change to \`${meant}\``, range, meant),
  };
}

const CALL_LIKE: ReadonlySet<string> = new Set([...CALL_TYPES, 'span', '?']);

function isCallLike(word: string): boolean {
  return CALL_LIKE.has(word);
}

/** Long texts are cut in messages. */
function shown(text: string): string {
  return text.length <= 40 ? text : `${text.slice(0, 39)}…`;
}
