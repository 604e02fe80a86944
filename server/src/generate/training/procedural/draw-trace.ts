import type { Random } from '../../../core/random.ts';
import type { CallNode } from '../../call-node.ts';
import { elapsed } from '../../draw.ts';
import type { Endpoint, Loop, Step } from './endpoint.ts';

const MAX_DEPTH = 8;
/** A trace of more than this is not what a model is taught with. */
const MAX_CALLS = 120;

export function drawEndpoint(
  endpoint: Endpoint,
  random: Random,
  depth: number,
  budget = { left: MAX_CALLS },
): CallNode {
  budget.left -= 1;
  const children =
    depth >= MAX_DEPTH ? [] : endpoint.steps.flatMap((step) => drawPart(step, random, depth, budget));
  const own = endpoint.median * Math.exp(0.5 * random.normal());
  return {
    type: endpoint.type,
    service: endpoint.service,
    operation: endpoint.operation,
    repeat: 1,
    duration: own + elapsed(children),
    overlaps: false,
    children,
  };
}

function drawPart(part: Step | Loop, random: Random, depth: number, budget: { left: number }): CallNode[] {
  if (!('round' in part)) return drawStep(part, random, depth, budget);
  const rounds = 1 + random.below(part.mostRounds);
  return Array.from({ length: rounds }, () => part.round).flatMap((round) =>
    round.flatMap((step) => drawStep(step, random, depth, budget)),
  );
}

function drawStep(step: Step, random: Random, depth: number, budget: { left: number }): CallNode[] {
  if (budget.left <= 0 || random.next() >= step.probability) return [];
  const repeat = step.maxRepeat > 1 ? 1 + random.below(step.maxRepeat) : 1;
  return [{ ...drawEndpoint(step.endpoint, random, depth + 1, budget), repeat, overlaps: step.overlaps }];
}
