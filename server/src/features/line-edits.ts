import type { TextEdit } from '../core/text/range.ts';

/** How far ahead equal lines are looked for behind a difference. */
const WINDOW = 48;

/**
 * Edits of whole lines that turn `before` into `after`, one for each line that differs only in white space, which is most
 * of what formatting changes. Not always the fewest: behind a difference the texts meet again at the first lines that
 * are alike within a window, which takes linear time.
 */
export function lineEdits(before: string, after: string): readonly TextEdit[] {
  const old = linesOf(before);
  const fresh = linesOf(after);
  const edits: TextEdit[] = [];
  let at = 0;
  for (let i = 0, j = 0; i < old.length || j < fresh.length; ) {
    const [removed, added] = isAlike(old[i], fresh[j]) ? [1, 1] : untilAlike(old, i, fresh, j);
    const length = lengthOf(old, i, i + removed);
    const text = fresh.slice(j, j + added).join('');
    if (before.slice(at, at + length) !== text) edits.push({ range: { start: at, end: at + length }, text });
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

/** How many lines of both lie before the next pair that is alike; all that are left where there is none near. */
function untilAlike(
  old: readonly string[],
  i: number,
  fresh: readonly string[],
  j: number,
): readonly [number, number] {
  for (let far = 1; far <= WINDOW; far += 1) {
    for (let near = 0; near <= far; near += 1) {
      if (meets(old[i + far], fresh[j + near])) return [far, near];
      if (meets(old[i + near], fresh[j + far])) return [near, far];
    }
  }
  return [Math.min(WINDOW, old.length - i), Math.min(WINDOW, fresh.length - j)];
}

/** Lines of a brace or nothing at all occur everywhere and are no place to meet. */
function meets(a: string | undefined, b: string | undefined): boolean {
  return isAlike(a, b) && a !== undefined && /[^\s{}]/.test(a);
}

function isAlike(a: string | undefined, b: string | undefined): boolean {
  return a !== undefined && b !== undefined && (a === b || a.replace(/\s+/g, '') === b.replace(/\s+/g, ''));
}

function lengthOf(lines: readonly string[], from: number, to: number): number {
  return lines.slice(from, to).reduce((sum, line) => sum + line.length, 0);
}
