import { sizeTokens } from '../codec/layer.ts';
import type { Token } from '../language-model.ts';
import type { WholeCall } from '../memory/evidence.ts';
import { nearness } from './nearness.ts';
import type { Reweigh } from './next-call-mixture.ts';

/** Seen as often as this, the sizes that a call had weigh as much as the model. */
const EQUAL_COUNT = 0.5;

/** Calls tell most whose layer had about as much left to make: how far the logarithms may be apart, and what the others keep. */
const NEAR = 0.2;
const WEIGHT_OF_OTHERS = 0.002;

/** What is known of the call whose size is asked for. */
export interface Sizing {
  /** Calls of the same kind that were seen. */
  readonly alike: readonly WholeCall[];
  /** Levels that there may be below it; those that had more are no example. */
  readonly levels: readonly number[];
  /** Calls that the layer is to make yet, with this one and all below; undefined where that is open. */
  readonly left: number | undefined;
}

/**
 * Model and memory as one while it is chosen whether a call is a leaf, is repeated, or how much is below it.
 * @param written tokens of the size that are chosen already
 */
export function mixSizes(sizing: Sizing, written: readonly Token[], candidates: readonly Token[]): Reweigh {
  return (shares) => {
    const fitting = sizing.alike.flatMap((seen) => {
      if (seen.levels > 0 && !sizing.levels.includes(seen.levels)) return [];
      const at = nextOf(seen, written, candidates);
      return at < 0 ? [] : [{ at, seen, weight: weightOf(seen, sizing.left) }];
    });
    if (fitting.length === 0) return shares;
    const known = fitting.reduce((sum, { seen }) => sum + Math.min(1, seen.weight ?? 1), 0);
    const trust = known / (known + EQUAL_COUNT);
    const total = fitting.reduce((sum, { weight }) => sum + weight, 0);
    const mixed = shares.map((share) => (1 - trust) * share);
    for (const { at, weight } of fitting) mixed[at] = (mixed[at] ?? 0) + (trust * weight) / total;
    return mixed;
  };
}

/** Which candidate came behind `written` in the size of a call; -1 where none did. */
function nextOf(
  { call, below, levels }: WholeCall,
  written: readonly Token[],
  candidates: readonly Token[],
): number {
  const size = sizeTokens(call.repeat, below, levels);
  if (!written.every((token, index) => size[index] === token)) return -1;
  return candidates.indexOf(size[written.length] ?? -1);
}

function weightOf({ weight = 1, left: seenLeft }: WholeCall, left: number | undefined): number {
  if (seenLeft === undefined || left === undefined) return weight;
  return weight * (WEIGHT_OF_OTHERS + nearness(Math.log(left / seenLeft), NEAR));
}
