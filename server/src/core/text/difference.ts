import type { TextEdit } from './range.ts';

/** The one edit that makes `after` of `before`: what the two have in common at both ends is left as it is. */
export function difference(before: string, after: string): TextEdit {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start += 1;
  let behind = 0;
  while (
    behind < shorter - start &&
    before.charCodeAt(before.length - 1 - behind) === after.charCodeAt(after.length - 1 - behind)
  )
    behind += 1;
  return {
    range: { start, end: before.length - behind },
    text: after.slice(start, after.length - behind),
  };
}
