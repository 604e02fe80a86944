import { pick, type Random } from '../../../core/random.ts';
import type { AskedFor, Endpoint, Loop, Service, Step } from './endpoint.ts';
import type { Manner } from './manner.ts';
import { isRead } from './naming.ts';

export function callSteps(services: readonly Service[], verb: string, random: Random): Step[] {
  const parallel = random.next() < 0.3;
  return services.flatMap(({ endpoints }, index) => {
    const endpoint = suited(endpoints, verb, random);
    return endpoint ? [callStep(endpoint, parallel && index > 0, random)] : [];
  });
}

const LONGEST_ROUND = 3;
const MOST_ROUNDS = 9;

/** The same steps, of which some may be taken for each thing of a list, and one may be taken again later. */
export function withRepeats(
  steps: readonly Step[],
  { looping }: Manner,
  random: Random,
): readonly (Step | Loop)[] {
  if (steps.length === 0) return steps;
  const later = random.next() < looping ? withOneAgain(steps, random) : steps;
  if (random.next() >= looping) return later;
  const first = random.below(later.length);
  const length = Math.min(1 + random.below(LONGEST_ROUND), later.length - first);
  const round = later.slice(first, first + length);
  const loop = { round, mostRounds: 2 + random.below(MOST_ROUNDS - 1) };
  return [...later.slice(0, first), loop, ...later.slice(first + length)];
}

function withOneAgain(steps: readonly Step[], random: Random): readonly Step[] {
  const from = random.below(steps.length);
  const to = from + 1 + random.below(steps.length - from);
  const again = steps.slice(from, from + 1);
  return [...steps.slice(0, to), ...again, ...steps.slice(to)];
}

/** Who only reads asks others to read. */
function suited(endpoints: readonly AskedFor[], verb: string, random: Random): Endpoint | undefined {
  const reading = endpoints.filter((each) => isRead(each.verb));
  const choice = isRead(verb) && reading.length > 0 ? reading : endpoints;
  return choice.length > 0 ? pick(random, choice).endpoint : undefined;
}

export function callStep(endpoint: Endpoint, overlaps: boolean, random: Random): Step {
  return {
    endpoint,
    probability: random.next() < 0.7 ? 1 : 0.15 + 0.7 * random.next(),
    maxRepeat: random.next() < 0.08 ? 2 + random.below(5) : 1,
    overlaps,
  };
}
