import type { OddCall, Snapshot } from '../generator.ts';
import { assess } from './assess.ts';
import type { Decoding } from './decoding.ts';
import { madeOnce } from './made-once.ts';

/** A file of oddities is not made better by pointing at all of them, and each takes the model's time. */
const MOST_ASKED = 40;

/** Calls whose probability where they stand is below `threshold`, in text order. */
export async function oddCalls(
  decoding: Decoding,
  snapshot: Snapshot,
  threshold: number,
): Promise<readonly OddCall[]> {
  const odd: OddCall[] = [];
  const beside = decoding.workspace.files.map(({ habits }) => habits);
  for (const call of madeOnce(snapshot.spec, beside).slice(0, MOST_ASKED)) {
    decoding.signal.throwIfAborted();
    const { start } = call.typeRange;
    const assessment = await assess(decoding, snapshot, start);
    if (assessment === undefined || assessment.probability >= threshold) continue;
    odd.push({ range: { start, end: call.callee.range.end }, ...assessment });
  }
  return odd;
}
