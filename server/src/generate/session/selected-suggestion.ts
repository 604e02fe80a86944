import type { Request } from './gate.ts';
import type { Remainder } from './typed-ahead.ts';

/** The text as it would be with the suggestion that is selected in the editor's list, and the cursor behind it. */
export function withSelection({ text, offset, selected }: Request): {
  readonly text: string;
  readonly offset: number;
} {
  if (selected === undefined) return { text, offset };
  const head = text.slice(0, selected.start) + selected.text;
  return { text: head + text.slice(offset), offset: head.length };
}

/**
 * Puts what was proposed behind the selected suggestion back into the text as it is: the editor shows it only where it
 * begins with the suggestion and replaces the same range. Undefined where it does not.
 */
export function fromSelection(remainder: Remainder, { offset, selected }: Request): Remainder | undefined {
  if (selected === undefined) return remainder;
  const { start, end } = remainder.range;
  const before = selected.start - start;
  if (before < 0 || end !== selected.start + selected.text.length) return undefined;
  const text = remainder.text.slice(before);
  return text.startsWith(selected.text) ? { range: { start: selected.start, end: offset }, text } : undefined;
}
