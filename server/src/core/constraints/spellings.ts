import type { Aliases } from '../schedule/pattern.ts';
import type { CallPattern } from '../spec/spec.ts';

/** A name and every alias that stands for it: whoever compares names as they are written needs all of them. */
export function namesOf(name: string, aliases: Aliases): readonly string[] {
  return [name, ...[...aliases].filter(([, service]) => service === name).map(([alias]) => alias)];
}

/** `pattern` once for each name its callee goes by. */
export function patternNames(pattern: CallPattern, aliases: Aliases): readonly CallPattern[] {
  const { callee } = pattern;
  if (callee === undefined || callee.value === '*') return [pattern];
  return namesOf(callee.value, aliases).map((value) => ({ ...pattern, callee: { ...callee, value } }));
}
