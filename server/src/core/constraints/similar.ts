/** The candidate that `word` was most likely meant to be: a slip or two away, or the same but for case and separators. */
export function similarName(word: string, candidates: Iterable<string>): string | undefined {
  const wanted = bare(word);
  const tolerated = Math.min(2, Math.floor(wanted.length / 3));
  let best: string | undefined;
  let least = tolerated + 1;
  for (const candidate of candidates) {
    if (candidate === word) continue;
    const slips = distance(wanted, bare(candidate), least);
    if (slips < least) [best, least] = [candidate, slips];
  }
  return best;
}

function bare(name: string): string {
  return name
    .slice(0, LONGEST)
    .toLowerCase()
    .replace(/[-_.:/]/g, '');
}

/** Longer names are compared by their beginnings. */
const LONGEST = 64;

/** Insertions, deletions, replacements and swaps of neighbours that turn `a` into `b`; `limit` where it is more. */
function distance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) >= limit) return limit;
  let before: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1] ? 0 : 1;
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      current[column] = Math.min(
        at(above, column) + 1,
        at(current, column - 1) + 1,
        at(above, column - 1) + same,
        swapped ? at(before, column - 2) + 1 : limit,
      );
    }
    [before, above] = [above, current];
  }
  return Math.min(limit, at(above, b.length));
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? Number.POSITIVE_INFINITY;
}
