import type { CallPattern, Text } from '../spec/spec.ts';
import type { Hole, Soft } from '../spec/value.ts';
import { isModifierWord, nameOrQuoted } from '../text/names.ts';

/** A name where any word may stand. */
export function printName(text: Text): string {
  return nameOrQuoted(text.value);
}

/** An operation, in quotes where it would read as a modifier. */
export function printOperation(operation: Text | Hole | Soft): string {
  return 'kind' in operation ? operation.text : nameOrQuoted(operation.value, isModifierWord);
}

export function printNameOrOpen(name: Text | Hole | Soft): string {
  return 'kind' in name ? name.text : nameOrQuoted(name.value);
}

/** The name of a trace, which `exact` and `within` may follow. */
export function printTraceName(text: Text): string {
  return nameOrQuoted(text.value, (word) => word === 'exact' || word === 'within');
}

export function printPattern({ type, callee, operation }: CallPattern): string {
  const parts: string[] = [type];
  if (callee !== undefined) parts.push(patternName(callee));
  if (operation !== undefined) parts.push(patternName(operation));
  return parts.join(' ');
}

function patternName({ value }: Text): string {
  return value === '*' ? '*' : nameOrQuoted(value, (word) => word === 'before');
}

/** One end of `never A -> B`. */
export function printEdgeEnd({ value }: Text): string {
  return value === '*' ? '*' : nameOrQuoted(value);
}
