import { CALL_TYPES } from '../spec/spec.ts';

/** How the statements of the language are written, for hints. */

const CALL = 'TYPE CALLEE [OPERATION] [modifier …]';

/** Statements by their first word. */
const USAGES: ReadonlyMap<string, string> = new Map([
  ...CALL_TYPES.map((type): [string, string] => [type, `${type} CALLEE [OPERATION] [modifier …]`]),
  ['async', `async ${CALL}`],
  ['par', 'par { … }'],
  ['repeat', 'repeat 1..4 { … }'],
  ['choose', 'choose { 90%: … }'],
  ['on', 'on error { … }'],
  ['span', 'span KIND SERVICE "name"'],
  ['event', 'event NAME @5ms { key = value }'],
  ['throw', 'throw TYPE "message"'],
  ['link', 'link LABEL` or `link TRACE/SPAN'],
  ['dropped', 'dropped attributes 2'],
  ['broken', 'broken missing-parent'],
  ['id', 'id 5b8efff798038103d269b633813fc60c'],
  ['start', 'start 2026-03-02T10:15:00Z'],
  ['schema', 'schema "URL"'],
  ['scope', 'scope NAME "version"'],
  ['require', 'require { duration < 2s }'],
  ['latency', 'latency { rpc * 5..20ms }'],
  ['trace', 'trace NAME { … }'],
  ['service', 'service NAME { key = value }'],
  ['scenario', 'scenario NAME seed 1 { … }'],
]);

const SCENARIO_USAGES: ReadonlyMap<string, string> = new Map([
  ['mix', 'mix 80% browse, 20% checkout'],
  ['from', 'from 2026-11-27T08:00:00Z for 30m'],
  ['arrivals', 'arrivals poisson 50/s -> 400/s at 10m'],
  ['at', 'at 12m for 4m fault "name" { … }'],
  ['fill', 'fill MODEL temperature 0.8'],
  ['export', 'export otlp "file.jsonl" shards 8'],
  ['send', 'send otlp-http "URL" rate 200/s'],
  ['require', 'require { duration < 2s }'],
  ['latency', 'latency { rpc * 5..20ms }'],
]);

const CLAUSE_USAGES: ReadonlyMap<string, string> = new Map([
  ['duration', 'duration < 2s'],
  ['calls', 'calls 3..10'],
  ['depth', 'depth <= 5'],
  ['every', 'every db: duration < 100ms'],
  ['some', 'some rpc stock'],
  ['count', 'count(db orders) == 1'],
  ['never', 'never web -> db'],
  ['within', 'within 200ms'],
  ['include', 'include rpc loyalty'],
  ['no', 'no mq'],
]);

/** What a block holds, by the grammar's name of it. */
const CONTENTS: ReadonlyMap<string, string> = new Map([
  ['source_file', 'a file holds `trace`, `service`, `latency` and `scenario`'],
  ['body', `a call is written ${CALL}, an attribute NAME = VALUE`],
  [
    'require_body',
    'a clause is written as `duration < 2s`, `every db: duration < 100ms` or `rpc fraud before rpc pay`',
  ],
  ['latency_body', 'a rule is written PATTERN VALUE, as `rpc * 5..20ms`'],
  ['fault_body', 'an effect is written PATTERN: EFFECT, as `db orders-db: duration x8`'],
  [
    'scenario_body',
    'a scenario holds `mix`, `from`, `arrivals`, `at`, `fill`, `export`, `send`, `require` and `latency`',
  ],
  ['service_body', 'a service holds attributes (NAME = VALUE), `schema`, `scope` and `dropped`'],
  ['map', 'these braces hold attributes: NAME = VALUE'],
]);

/** How a statement that starts with `word` is written in a block of type `block`; undefined for no such word. */
export function usageOf(word: string, block: string): string | undefined {
  return wordsOf(block).get(word);
}

/** What stands in a block of type `block`; undefined where it is no block. */
export function contentsOf(block: string): string | undefined {
  return CONTENTS.get(block);
}

/** First words of the statements of a block. */
export function wordsOf(block: string): ReadonlyMap<string, string> {
  if (block === 'scenario_body') return SCENARIO_USAGES;
  return block === 'require_body' ? CLAUSE_USAGES : USAGES;
}
