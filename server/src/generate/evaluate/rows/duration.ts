import type { Nanoseconds } from '../../../core/spec/value.ts';
import { countCalls } from '../../call-node.ts';
import { usualDuration } from '../../mixture/duration-mixture.ts';
import { contextAt } from '../../scoring/knowledge.ts';
import { seenDurations } from '../../seen-durations.ts';
import { modelsDuration } from '../model-predictor.ts';
import type { Row } from './row.ts';

/** Recorded as no time at all. */
const NOTHING = 1_000;

/** A duration within a factor of 2 of the true one; calls recorded as taking no time count as met below 1 µs. */
export const durationRow: Row = {
  name: 'duration',
  ask: async ({ model, workspace, layer, random }) => {
    const index = random.below(layer.calls.length);
    const call = layer.calls[index];
    if (call?.duration === undefined) return undefined;
    const knowledge = workspace.knowledge(layer.calls);
    const own = await modelsDuration(model, knowledge, contextAt(layer, index), layer.calls);
    const seen = seenDurations(knowledge.memory, call, countCalls(call.children));
    const remembered = usualDuration(seen, layer.path.at(-1)?.duration);
    const truth = call.duration;
    const outcome = {
      model: isNear(own, truth),
      memory: isNear(remembered, truth),
      mixture: isNear(remembered ?? own, truth),
    };
    return { outcome };
  },
};

function isNear(guess: Nanoseconds | undefined, truth: Nanoseconds): number {
  if (guess === undefined) return 0;
  if (truth < NOTHING) return Number(guess < NOTHING);
  return Number(guess >= truth / 2 && guess <= truth * 2);
}
