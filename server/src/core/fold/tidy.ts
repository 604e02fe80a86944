/** Longer names and messages are cut: some tracers put whole statements there. */
const MAX_LENGTH = 120;

/** A text on one line and of a length that people read. */
export function tidy(text: string): string {
  // Cut before the search for white space, so that a text of megabytes costs nothing.
  const line = text
    .slice(0, 8 * MAX_LENGTH)
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
  return line.length <= MAX_LENGTH ? line : `${line.slice(0, MAX_LENGTH - 1).trimEnd()}…`;
}
