import type { TextEdit } from '../../core/text/range.ts';

/** More than that is no key. */
const MOST_TYPED = 80;

/** What an editor writes for one key besides the key itself: a closing bracket or quote, or the line for one. */
const CLOSES = /^(?<typed>\{|")(?:\}|")$|^(?<line>\r?\n[ \t]*)\r?\n[ \t]*$/;

/** Where the cursor stands behind an edit that a key made; undefined where it was no key that writes. */
export function cursorBehind({ range, text }: TextEdit): number | undefined {
  if (text.length === 0 || text.length > MOST_TYPED) return undefined;
  const { typed, line } = CLOSES.exec(text)?.groups ?? {};
  return range.start + (typed ?? line ?? text).length;
}
