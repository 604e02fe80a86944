import { CALL_TYPES } from '../../core/spec/spec.ts';
import type { Asked, Completer } from './completer.ts';
import type { CompletionItem } from './item.ts';
import { operations, services, spoken } from './names.ts';
import { keywords, QUANTITIES, withUnits } from './words.ts';

const PATTERN_TYPES = [...CALL_TYPES, 'mq', '*'];
const CLAUSES = [...QUANTITIES, 'every', 'some', 'count', 'never'];

/** Clauses of `require`. */
export const inRequire: Completer = (asked) => {
  const { words, partial } = asked.context;
  const [first, ...rest] = words.filter((word) => word !== '/-');
  if (first === undefined) return [...keywords(CLAUSES), ...keywords(PATTERN_TYPES)];
  const before = rest.indexOf('before');
  if (PATTERN_TYPES.includes(first)) {
    return before < 0
      ? afterPattern(asked, [first, ...rest], ['before'])
      : afterPattern(asked, rest.slice(before + 1), []);
  }
  if (first === 'count') return afterPattern(asked, rest.slice(rest.indexOf('(') + 1), []);
  if (first === 'every' && rest.some((word) => word.endsWith(':')))
    return rest.at(-1)?.endsWith(':') ? keywords(QUANTITIES) : withUnits(partial);
  if (first === 'every' || first === 'some' || first === 'never') return afterPattern(asked, rest, []);
  return withUnits(partial);
};

/** Type, callee and operation of a pattern, then `follow`. */
export function afterPattern(
  { files }: Asked,
  pattern: readonly string[],
  follow: readonly string[],
): readonly CompletionItem[] {
  const [type, callee, operation] = pattern;
  if (type === undefined) return keywords(PATTERN_TYPES);
  if (callee === undefined) return [...services(files, type), ...keywords(follow)];
  return operation === undefined
    ? [...operations(files, spoken(callee)), ...keywords(follow)]
    : keywords(follow);
}

/** Rules of `latency`: a pattern, then a law. */
export const inLatency: Completer = (asked) => {
  const { words, partial } = asked.context;
  return /^\d/.test(partial) ? withUnits(partial) : afterPattern(asked, words, []);
};
