/** A text with its block on lines of its own, and what a proposal must end with to have that effect. */
export interface OpenedBlock {
  readonly text: string;
  readonly tail: string;
}

/**
 * Editors close a brace as soon as it is typed, so that the cursor stands in `{}`. What is proposed there goes on lines
 * of its own, and the closing brace comes after it on another.
 */
export function openedBlock(text: string, offset: number): OpenedBlock {
  const line = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
  const closing = /^[ \t]*(?=\})/.exec(text.slice(offset, offset + 80));
  if (closing === null || !/\{[ \t]*$/.test(line)) return { text, tail: '' };
  const tail = `\n${/^[ \t]*/.exec(line)?.[0] ?? ''}`;
  return { text: text.slice(0, offset) + tail + text.slice(offset + closing[0].length), tail };
}
