import type { Diagnostic } from '../diagnostic.ts';
import { type FlatTrace, TRACE } from '../schedule/flat-trace.ts';
import type { Row } from './preview-model.ts';

type Violations = Row['violations'];

/** Findings by the index of the innermost step they stand in; those in no step are left out. */
export function violationsByRow(
  flat: FlatTrace,
  diagnostics: readonly Diagnostic[],
): ReadonlyMap<number, Violations> {
  const found = new Map<number, Violations[number][]>();
  for (const { code, severity, message, range } of diagnostics) {
    const index = innermostAt(flat, range.start);
    if (index === TRACE) continue;
    const list = found.get(index) ?? [];
    list.push({ code, severity, message });
    found.set(index, list);
  }
  return found;
}

/** The last step that starts at or before `offset`, or the nearest step around it that reaches so far. */
function innermostAt(flat: FlatTrace, offset: number): number {
  let index = lastFrom(flat, offset);
  while (index !== TRACE && (flat.steps[index]?.range.end ?? 0) <= offset)
    index = flat.parent[index] ?? TRACE;
  return index;
}

function lastFrom(flat: FlatTrace, offset: number): number {
  let [low, high] = [0, flat.steps.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((flat.steps[middle]?.range.start ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
