/** Rows drawn beyond each edge, so that slow frames do not show gaps. */
const OVERSCAN = 8;
/** However tall the pane claims to be, no more than this many rows are drawn. */
const MOST = 180;

/** The part of a list of `count` rows that has to be drawn: from `first` up to, not including, `end`. */
export function listWindow(
  count: number,
  scrollTop: number,
  paneHeight: number,
  rowHeight: number,
): { readonly first: number; readonly end: number } {
  const top = Math.min(Math.max(0, Math.floor(scrollTop / rowHeight)), count);
  const first = Math.max(0, top - OVERSCAN);
  const end = Math.min(count, first + MOST, top + Math.ceil(paneHeight / rowHeight) + OVERSCAN);
  return { first, end };
}

/** Where to scroll so that the row at `position` is seen; the same place where it is seen already. */
export function scrollTo(position: number, scrollTop: number, paneHeight: number, rowHeight: number): number {
  const top = position * rowHeight;
  if (top < scrollTop) return top;
  return Math.max(scrollTop, top + rowHeight - paneHeight);
}
