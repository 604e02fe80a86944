import type { Completer } from './completer.ts';
import { afterPattern } from './in-require.ts';
import type { CompletionItem } from './item.ts';
import { traces } from './names.ts';
import { keywords, snippet, withUnits } from './words.ts';

const STARTERS: readonly CompletionItem[] = [
  snippet('mix', 'mix $1% $0'),
  ...keywords(['from', 'arrivals', 'fill', 'export', 'send']),
  snippet('at … fault', 'at $1 for $2 fault "$3" {\n\t$0\n}'),
  snippet('require', 'require {\n\t$0\n}'),
];

/** What may follow each word that takes one of a few. */
const FOLLOW: Readonly<Record<string, readonly string[]>> = {
  arrivals: ['poisson', 'constant'],
  export: ['otlp', 'jaeger', 'zipkin', 'labels'],
  send: ['otlp-http', 'otlp-grpc'],
  fill: ['temperature', 'seed'],
};

export const inScenario: Completer = ({ context: { words, partial }, files }) => {
  const [first] = words;
  if (first === undefined) return STARTERS;
  if (first === 'mix' && /^[\d.]+%$/.test(words.at(-1) ?? '')) return traces(files);
  const follow = FOLLOW[first];
  if (follow !== undefined && words.length === 1) return keywords(follow);
  return withUnits(partial);
};

/** Rules of a fault: a pattern, a colon, effects. */
export const inFault: Completer = (asked) => {
  const { words, partial } = asked.context;
  const colon = words.findIndex((word) => word.endsWith(':'));
  if (colon < 0) return afterPattern(asked, words, []);
  return colon === words.length - 1 || words.at(-1) === ','
    ? [...keywords(['duration']), { label: '!timeout', kind: 'value' }]
    : withUnits(partial);
};
