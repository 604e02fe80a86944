import { CALL_TYPES } from '../../core/spec/spec.ts';
import type { Asked, Completer } from './completer.ts';
import { afterPattern } from './in-require.ts';
import type { CompletionItem } from './item.ts';
import { labels, operations, services, spoken } from './names.ts';
import { BROKEN, keywords, laws, MODIFIERS, QUANTITIES, SPAN_KINDS, snippet, withUnits } from './words.ts';

const STARTERS: readonly CompletionItem[] = [
  ...keywords(CALL_TYPES),
  ...keywords(['async', 'span', 'event', 'throw', 'link']),
  snippet('par', 'par {\n\t$0\n}'),
  snippet('repeat', 'repeat $1 {\n\t$0\n}'),
  snippet('choose', 'choose {\n\t$1%: $0\n}'),
  snippet('on error', 'on error {\n\t$0\n}'),
  snippet('require', 'require {\n\t$0\n}'),
  snippet('... calls', '... calls $1'),
];

/** What a wish of `...` starts with. */
const WISHES = [...QUANTITIES.slice(1), 'within', 'include', 'no', 'rare', 'slow'];

const STATUSES: readonly CompletionItem[] = ['!', '!timeout', '!503', '!404'].map((label) => ({
  label,
  kind: 'value',
}));

/** Statements of a trace or call. */
export const inBody: Completer = (asked) => {
  const words = withoutPrefixes(asked.context.words);
  const [first] = words;
  if (first === undefined) return STARTERS;
  if (first === '...') return wish(asked, words.slice(1));
  if (first === '?' || isOneOf(CALL_TYPES, first)) return callPart(asked, words);
  if (first === 'span') return spanPart(asked, words);
  return otherPart(asked, words);
};

/** `/-`, `async` and a share stand before what the statement is. */
function withoutPrefixes(words: readonly string[]): readonly string[] {
  const first = words.findIndex((word) => word !== '/-' && word !== 'async' && !/^[\d.?]+%?:$/.test(word));
  return first < 0 ? [] : words.slice(first);
}

const callPart = (asked: Asked, words: readonly string[]): readonly CompletionItem[] => {
  const [type, callee] = words;
  if (callee === undefined) return [...services(asked.files, type), ...hole()];
  return words.length === 2
    ? [...operations(asked.files, spoken(callee)), ...hole(), ...modifiers(asked, words)]
    : modifiers(asked, words);
};

const spanPart = (asked: Asked, words: readonly string[]): readonly CompletionItem[] => {
  const service = words[2];
  if (words.length === 1) return keywords(SPAN_KINDS);
  if (service === undefined) return services(asked.files, undefined);
  return words.length === 3 ? operations(asked.files, spoken(service)) : modifiers(asked, words);
};

/** What follows the word before, else every modifier that is not there yet. */
function modifiers({ file, offset, context }: Asked, words: readonly string[]): readonly CompletionItem[] {
  const last = words.at(-1) ?? '';
  if (last === 'parent') return labels(file, offset);
  if (last === 'broken') return keywords(BROKEN);
  if (context.partial.startsWith('~')) return laws();
  if (context.partial.startsWith('!')) return STATUSES;
  if (/^\d/.test(context.partial)) return withUnits(context.partial);
  if (['as', 'timeout', 'within', 'after', 'backoff', 'retry'].includes(last)) return [];
  const backoff = words.includes('retry') ? ['backoff'] : [];
  return keywords([...MODIFIERS, ...backoff].filter((word) => !words.includes(word)));
}

const otherPart = ({ file, offset, context }: Asked, words: readonly string[]): readonly CompletionItem[] => {
  switch (words[0]) {
    case 'link':
      return words.length === 1 ? labels(file, offset) : [];
    case 'dropped':
      return words.length === 1 ? keywords(['attributes', 'events', 'links']) : [];
    case 'broken':
      return words.length === 1 ? keywords(BROKEN) : [];
    case 'on':
      return words.length === 1 ? keywords(['error']) : [];
    default:
      return context.partial.startsWith('~') ? laws() : withUnits(context.partial);
  }
};

/** The wish at the cursor is what follows the last comma. */
function wish(asked: Asked, words: readonly string[]): readonly CompletionItem[] {
  const own = words.slice(words.lastIndexOf(',') + 1);
  const [first, ...rest] = own;
  if (first === undefined) return keywords(WISHES);
  if (first === 'include' || first === 'no') return afterPattern(asked, rest, []);
  return withUnits(asked.context.partial);
}

function hole(): readonly CompletionItem[] {
  return keywords(['?']);
}

function isOneOf(words: readonly string[], word: string): boolean {
  return words.includes(word);
}
