import type { TextEdit } from '../core/text/range.ts';

/** How far ahead equal lines are looked for behind a difference. */
const WINDOW = 48;

/**
 * Edits of whole lines that turn `before` into `after`. Not always the fewest: behind a difference the texts meet again
 * at the first line that both have within a window, which is found in linear time.
 */
export function lineEdits(before: string, after: string): readonly TextEdit[] {
  const old = linesOf(before);
  const fresh = linesOf(after);
  const edits: TextEdit[] = [];
  let at = 0;
  for (let i = 0, j = 0; i < old.length || j < fresh.length; ) {
    if (i < old.length && old[i] === fresh[j]) {
      at += old[i]?.length ?? 0;
      i += 1;
      j += 1;
      continue;
    }
    const [removed, added] = untilSame(old, i, fresh, j);
    const length = lengthOf(old, i, i + removed);
    edits.push({ range: { start: at, end: at + length }, text: fresh.slice(j, j + added).join('') });
    at += length;
    i += removed;
    j += added;
  }
  return edits;
}

/** Lines with their breaks. */
function linesOf(text: string): readonly string[] {
  return text.split(/(?<=\n)/).filter((line) => line !== '');
}

/** How many lines of both lie before the next pair of equal lines; all that are left where there is none near. */
function untilSame(
  old: readonly string[],
  i: number,
  fresh: readonly string[],
  j: number,
): readonly [number, number] {
  for (let far = 1; far <= WINDOW; far += 1) {
    for (let near = 0; near <= far; near += 1) {
      if (isSame(old[i + far], fresh[j + near])) return [far, near];
      if (isSame(old[i + near], fresh[j + far])) return [near, far];
    }
  }
  return [Math.min(WINDOW, old.length - i), Math.min(WINDOW, fresh.length - j)];
}

/** Lines of a brace or nothing at all occur everywhere and are no place to meet. */
function isSame(a: string | undefined, b: string | undefined): boolean {
  return a !== undefined && a === b && /[^\s{}]/.test(a);
}

function lengthOf(lines: readonly string[], from: number, to: number): number {
  return lines.slice(from, to).reduce((sum, line) => sum + line.length, 0);
}
