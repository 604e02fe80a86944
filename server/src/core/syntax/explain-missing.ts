import { similarName } from '../constraints/similar.ts';
import type { TextRange } from '../text/range.ts';
import { unknownWord } from './explain-unexpected.ts';
import { type Explanation, OPEN_STRING, replacement } from './explanation.ts';
import type { ErrorPlace, ParentNode } from './find-errors.ts';
import { contentsOf, usageOf, wordsOf } from './usage.ts';

/** What a MISSING node means to the reader. */
export function explainMissing(source: string, place: ErrorPlace): Explanation {
  const [parent, grandparent] = place.parents;
  if (parent?.type === 'unknown_word') return unknownStatement(source, place);
  if (parent?.type === 'open_string') return openString(source, parent.start, place.range.start);
  const opener = parent === undefined ? undefined : openerOf(source, place, parent);
  if (opener !== undefined) return unclosed(source, place, opener);
  const lack = lackOf(place.type, parent, grandparent);
  return { code: 'syntax-missing', message: sentence(lack), range: guiltyWord(source, place) };
}

function lackOf(type: string, parent: ParentNode | undefined, grandparent: ParentNode | undefined): string {
  const around = contentsOf(parent?.type ?? '') === undefined ? grandparent : undefined;
  const lack = SEPARATORS.get(type) ?? LACKS.get(parent?.type ?? '') ?? LACKS.get(around?.type ?? '');
  return lack ?? 'something is missing here';
}

const STATEMENT_END = 'the next statement starts on a line of its own, or behind `;`';
const SEPARATORS: ReadonlyMap<string, string> = new Map([
  [';', STATEMENT_END],
  ['\n', STATEMENT_END],
  [',', 'a comma is missing here'],
]);

/** What is missing, by the grammar's name of what it is missing in. */
const LACKS: ReadonlyMap<string, string> = new Map([
  ['attribute', 'the value is missing: NAME = VALUE'],
  ['timeout', '`timeout` needs a time, as in `timeout 2s`'],
  ['retry', '`retry` needs a count, as in `retry 3 backoff 20ms..200ms`'],
  ['after', '`after` needs a time, as in `after 50ms..5s`'],
  ['within', '`within` needs a time, as in `within 200ms`'],
  ['at', '`@` needs a time, as in `@5ms`'],
  ['label', '`as` needs a name'],
  ['id', '`id` needs 16 or 32 hexadecimal digits'],
  ['parent', '`parent` needs the id or the label of a span'],
  ['flags', '`flags` needs a number, as in `flags 0x101`'],
  ['state', '`state` needs a string, as in `state "vendor=1"`'],
  ['broken', '`broken` needs to say what is, as in `broken missing-parent`'],
  ['repeat', '`repeat` needs a count, as in `repeat 1..4 { … }`'],
  ['alternative', 'a call or a block follows the share, as in `30%: rpc fraud Score`'],
  ['quantity_clause', 'a limit is missing, as in `duration < 2s`, `calls 3..10` or `depth 3`'],
  ['never_clause', 'what may not be is missing, as in `never web -> db` or `never rpc fraud`'],
  ['pattern', 'a kind of call begins with its type, or with `*` for any, as in `rpc stock`'],
  ['count_clause', 'a limit is missing, as in `count(db orders) == 1`'],
  ['latency_rule', 'a time is missing, as in `rpc * 5..20ms`'],
  ['range', 'the upper end of the range is missing, as in `10..20ms`'],
  ['normal', 'the deviation is missing, as in `30ms±10ms`'],
  ['weighted_arm', 'the value of this share is missing'],
  ['alternatives', 'a value is missing behind `|`'],
  ['service', 'the service needs a name'],
  ['scenario', 'a scenario is written `scenario NAME seed 1 { … }`'],
  ['trace', 'a trace needs a body: `trace NAME { … }`'],
  ['call', `a call is written \`${usageOf('rpc', 'body')}\``],
  ['span', `a span is written \`${usageOf('span', 'body')}\``],
  ['event', 'the event needs a name'],
  ['throw', '`throw` needs the type of what is thrown'],
  ['link', '`link` needs the label of a line or TRACE/SPAN'],
  ['par', '`par` needs a block: `par { … }`'],
  ['choose', '`choose` needs a block: `choose { 90%: … }`'],
  ['on_error', '`on error` needs a block: `on error { … }`'],
]);

function unknownStatement(source: string, place: ErrorPlace): Explanation {
  const start = place.parents[0]?.start ?? place.range.start;
  const word = source.slice(start, place.range.start).trimEnd();
  const range = { start, end: start + word.length };
  const block = place.parents[2]?.type ?? 'source_file';
  const meant = similarName(word, wordsOf(block).keys());
  if (meant !== undefined) return unknownWord(`\`${word}\` begins no statement`, range, meant);
  const contents = contentsOf(block) ?? contentsOf('body');
  return { code: 'syntax-unknown-word', message: `\`${word}\` begins no statement: ${contents}.`, range };
}

function openString(source: string, start: number, limit: number): Explanation {
  const end = start + source.slice(start, limit).trimEnd().length;
  return {
    code: 'syntax-unclosed',
    message: OPEN_STRING,
    range: { start, end },
    fixes: replacement('Close the string', { start: end, end }, '"'),
  };
}

const OPENERS: ReadonlyMap<string, string> = new Map([
  ['}', '{'],
  [']', '['],
  [')', '('],
]);

function openerOf(source: string, { type, range }: ErrorPlace, parent: ParentNode): TextRange | undefined {
  const bracket = OPENERS.get(type);
  if (bracket === undefined) return undefined;
  const start = source.indexOf(bracket, parent.start);
  return start < 0 || start >= range.start ? undefined : { start, end: start + 1 };
}

function unclosed(source: string, { type, range }: ErrorPlace, opener: TextRange): Explanation {
  const end = wordBefore(source, range.start).end;
  return {
    code: 'syntax-unclosed',
    message: `\`${source.slice(opener.start, opener.end)}\` is not closed.`,
    range: opener,
    fixes: replacement(`Insert \`${type}\``, { start: end, end }, type),
  };
}

/** The word behind what is missing where it should have begun something, else the one before. */
function guiltyWord(source: string, { range: { start }, parents: [parent] }: ErrorPlace): TextRange {
  const behind = /^(\s*)([\p{L}\p{N}_"-]+)/u.exec(source.slice(start, start + 200));
  if (parent === undefined || parent.start < start || behind === null) return wordBefore(source, start);
  const [all, blanks = ''] = behind;
  return { start: start + blanks.length, end: start + all.length };
}

/** The word before `offset`: what is missing has no extent, and a squiggle needs one. */
function wordBefore(source: string, offset: number): TextRange {
  const near = source.slice(Math.max(0, offset - 200), offset).trimEnd();
  const end = Math.max(0, offset - 200) + near.length;
  const word = /\S+$/.exec(near)?.[0] ?? '';
  return { start: end - word.length, end };
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
