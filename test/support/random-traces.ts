import { pick, type Random } from '../../server/src/core/random.ts';
import { CALL_TYPES } from '../../server/src/core/spec/spec.ts';
import type { CallNode } from '../../server/src/generate/call-node.ts';

const SERVICES = ['gateway', 'orders', 'order-history', 'stock', 'orders-db', 'mail'];
/** The last stands for none. */
const OPERATIONS = ['Place', 'PlaceOrder', 'Get', 'SELECT orders', ''];
const MOST_CALLS = 4;
const MOST_LEVELS = 4;

/** Traces of a small system, in which the same callers and layers come again and again. */
export function randomTraces(random: Random, count: number): (readonly CallNode[])[] {
  return Array.from({ length: count }, () => [randomCall(random, 1)]);
}

function randomCall(random: Random, level: number): CallNode {
  const operation = pick(random, OPERATIONS);
  const width = level < MOST_LEVELS ? random.below(MOST_CALLS) : 0;
  return {
    type: pick(random, CALL_TYPES.slice(0, 4)),
    service: pick(random, SERVICES),
    ...(operation === '' ? {} : { operation }),
    repeat: 1 + random.below(2),
    ...(random.next() < 0.8 ? { duration: random.below(1_000) } : {}),
    overlaps: random.next() < 0.2,
    children: Array.from({ length: width }, () => randomCall(random, level + 1)),
  };
}
