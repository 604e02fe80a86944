import type { Entry } from './kinds.ts';
import { type Move, noteMove } from './moved.ts';
import type { Pieces } from './pieces.ts';
import { shiftEntry } from './shift.ts';
import type { Item, Spec, TraceItem } from './spec.ts';

/** `spec` with the positions that its parts have in the text now. Bodies of traces are copied when they are first read. */
export function settledSpec(spec: Spec, pieces: Pieces): Spec {
  if (pieces.isWhole) return spec;
  return { ...spec, items: spec.items.map((item) => settledItem(item, pieces)) };
}

/** The same as plain data, which keeps nothing of `spec` alive but what has not moved. */
export function settledAtOnce(spec: Spec, pieces: Pieces): Spec {
  return { ...spec, items: settledEntries(spec.items, pieces) };
}

function settledItem(item: Item, pieces: Pieces): Item {
  if (item.kind !== 'trace') return settledEntry(item, pieces);
  return pieces.shiftOf(item.range) === 0 ? item : lazilySettled({ from: item, pieces });
}

/** Most keystrokes move many traces that nobody looks at before the next. */
function lazilySettled(move: Move): TraceItem {
  const { from, pieces } = move;
  const moved: TraceItem = Object.defineProperty(settledHead(withoutBody(from), pieces), 'body', {
    get: () => {
      const value = settledEntries(from.body, pieces);
      Object.defineProperty(moved, 'body', { value, enumerable: true });
      return value;
    },
    enumerable: true,
    configurable: true,
  });
  noteMove(moved, move);
  return moved;
}

function settledEntries<T extends Entry>(entries: readonly T[], pieces: Pieces): readonly T[] {
  return entries.map((entry) => settledEntry(entry, pieces));
}

function settledEntry<T extends Entry>(entry: T, pieces: Pieces): T;
function settledEntry(entry: Entry, pieces: Pieces): Entry {
  const by = pieces.shiftOf(entry.range);
  if (by === 0) return entry;
  if (by !== undefined || !('body' in entry)) return shiftEntry(entry, by ?? 0);
  // What is inside was read at another time than the line.
  return {
    ...settledHead(withoutBody(entry), pieces),
    body: settledEntries<Entry>(entry.body, pieces),
  } as Entry;
}

type Block = Extract<Entry, { readonly body: readonly Entry[] }>;

function withoutBody<T extends Block>(entry: T): T {
  return { ...entry, body: [] };
}

function settledHead<T extends Block>(entry: T, pieces: Pieces): T {
  const { range, bodyRange } = entry;
  return {
    ...shiftEntry(entry, pieces.now(range.start) - range.start),
    range: pieces.range(range),
    ...(bodyRange && { bodyRange: pieces.range(bodyRange) }),
  };
}
