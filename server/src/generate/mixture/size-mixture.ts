import type { CallNode } from '../call-node.ts';
import { encodeSize } from '../codec/layer.ts';
import type { Token } from '../language-model.ts';
import type { Reweigh } from './next-call-mixture.ts';

/** Seen as often as this, the sizes that a call had weigh as much as the model. */
const EQUAL_COUNT = 0.5;

/**
 * Model and memory as one while it is chosen whether a call is a leaf, is repeated, or how much is below it.
 * @param alike calls of the same kind that were seen
 * @param written tokens of the size that are chosen already
 */
export function mixSizes(
  alike: readonly CallNode[],
  written: readonly Token[],
  candidates: readonly Token[],
): Reweigh {
  return (shares) => {
    const counts = countNext(alike, written, candidates);
    const total = counts.reduce((sum, count) => sum + count, 0);
    const trust = total / (total + EQUAL_COUNT);
    if (total === 0) return shares;
    return shares.map((share, index) => (1 - trust) * share + (trust * (counts[index] ?? 0)) / total);
  };
}

function countNext(
  alike: readonly CallNode[],
  written: readonly Token[],
  candidates: readonly Token[],
): readonly number[] {
  const counts = candidates.map(() => 0);
  for (const call of alike) {
    const size = encodeSize(call);
    if (!written.every((token, index) => size[index] === token)) continue;
    const at = candidates.indexOf(size[written.length] ?? -1);
    if (at >= 0) counts[at] = (counts[at] ?? 0) + 1;
  }
  return counts;
}
