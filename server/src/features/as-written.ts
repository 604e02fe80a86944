import { bracesOf } from '../core/print/layout.ts';
import type { Entry } from '../core/spec/kinds.ts';
import type { BrokenText, Item, Spec } from '../core/spec/spec.ts';
import type { TextRange } from '../core/text/range.ts';

/** A spec whose broken items are text, and where that text is. */
export interface AsWritten {
  readonly spec: Spec;
  readonly kept: readonly TextRange[];
}

/**
 * Where a brace is missing or too many, what stands behind it is nested otherwise than it is meant: to lay it out so would
 * make it harder to mend. Such items are kept as they are written.
 */
export function brokenAsWritten(spec: Spec, text: string): AsWritten {
  const kept: TextRange[] = [];
  const items = spec.items.map((item, index) => {
    if (!isBroken(item) && !isClosedTooEarly(spec.items, index)) return item;
    const written = asText(item, text);
    kept.push(written.range);
    return written;
  });
  return { spec: { ...spec, items }, kept };
}

function isBroken(item: Item): boolean {
  if (isStray(item)) return true;
  const open: Entry[] = [item];
  for (let entry = open.pop(); entry !== undefined; entry = open.pop()) {
    if (entry.unclosed) return true;
    open.push(...(bracesOf(entry) ?? []));
  }
  return false;
}

/** What stands outside of every item, as behind a brace too many. */
function isStray(item: Item | undefined): item is BrokenText {
  return item?.kind === 'unreadable';
}

/** Whether a brace that closes nothing follows, so that what stands before it may belong to the item. */
function isClosedTooEarly(items: readonly Item[], index: number): boolean {
  for (let next = items[index + 1], at = index + 1; isStray(next); at += 1, next = items[at]) {
    if (next.misplaced === undefined && next.text.includes('}')) return true;
  }
  return false;
}

function asText(item: Item, source: string): BrokenText {
  const { range, leading, closingComment } = item;
  const text = source.slice(range.start, range.end).trimEnd();
  return {
    kind: 'unreadable',
    range: { start: range.start, end: range.start + text.length },
    text,
    ...(leading && { leading }),
    ...(closingComment && { comment: closingComment }),
  };
}
