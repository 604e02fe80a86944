import { unquote } from '../text/names.ts';
import { type Cst, childOf, rangeOf, textOf } from './cst.ts';
import type { Text } from './spec.ts';

/** What a name or a quoted text says; its range holds the quotes. */
export function buildText(cst: Cst, source: string): Text {
  const spelled = textOf(cst, source);
  return { value: cst.type === 'string' ? unquote(spelled) : spelled, range: rangeOf(cst) };
}

/** The text under `field`; an empty one where there is none. */
export function textField(cst: Cst, field: string, source: string): Text {
  return optionalText(cst, field, source) ?? { value: '', range: { start: cst.end, end: cst.end } };
}

export function optionalText(cst: Cst, field: string, source: string): Text | undefined {
  const child = childOf(cst, field);
  return child === undefined ? undefined : buildText(child, source);
}

/** The spelling of what stands under `field`, without quotes being read. */
export function spellingOf(cst: Cst, field: string, source: string): string {
  const child = childOf(cst, field);
  return child === undefined ? '' : textOf(child, source);
}
