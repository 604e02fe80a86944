import { describe, expect, it } from 'vitest';
import type { Conditions } from '../../../../server/src/core/constraints/conditions.ts';
import { createRandom, pick, type Random } from '../../../../server/src/core/random.ts';
import type { CallPattern, CallType } from '../../../../server/src/core/spec/spec.ts';
import { type CallNode, countCalls, depthOf } from '../../../../server/src/generate/call-node.ts';
import { createCatalogue } from '../../../../server/src/generate/codec/catalogue.ts';
import { createWriter } from '../../../../server/src/generate/decoder/choose.ts';
import {
  decodeSubtree,
  type SubtreeTask,
  type Surroundings,
} from '../../../../server/src/generate/decoder/decode-subtree.ts';
import { RuleState } from '../../../../server/src/generate/decoder/rule-state.ts';
import { elapsed } from '../../../../server/src/generate/draw.ts';
import { createMemory } from '../../../../server/src/generate/memory/memory.ts';
import { messagesIn } from '../../../../server/src/generate/memory/messages.ts';
import { randomModel } from '../../../support/random-model.ts';

const SERVICES: readonly (readonly [string, CallType])[] = [
  ['orders', 'rpc'],
  ['stock', 'rpc'],
  ['auth', 'http'],
  ['orders-db', 'db'],
  ['redis', 'cache'],
  ['kafka', 'send'],
];
const FREE: Conditions = {
  calls: { min: 1, max: 12 },
  depth: { min: 1, max: 4 },
  time: { max: Number.POSITIVE_INFINITY },
  durations: [],
  forbidden: [],
  forbiddenEdges: [],
  counts: [],
  order: [],
  slow: false,
  rare: false,
};

describe('decodeSubtree, with a model that knows nothing', () => {
  it('meets any feasible number of calls and levels exactly', async () => {
    const random = createRandom('budgets');
    for (let round = 0; round < 400; round++) {
      const depth = 1 + random.below(6);
      const calls = depth + random.below(30);
      const exact = { calls: { min: calls, max: calls }, depth: { min: depth, max: depth } };
      const written = await write({ ...FREE, ...exact }, round);
      expect([countCalls(written), depthOf(written)], `round ${round}`).toEqual([calls, depth]);
    }
  });

  it('stays inside the caller: the calls of a layer take no longer than the call that makes them', async () => {
    for (let round = 0; round < 200; round++) {
      const max = 10 ** (5 + (round % 5));
      const written = await write({ ...FREE, time: { max } }, round);
      expect(elapsed(written)).toBeLessThanOrEqual(max);
      for (const call of everyCall(written)) {
        expect(elapsed(call.children), JSON.stringify(call)).toBeLessThanOrEqual(call.duration ?? 0);
      }
    }
  });

  it('makes every call that must be there, as often as it may, and none that must not', async () => {
    const random = createRandom('rules');
    for (let round = 0; round < 400; round++) {
      const wanted = randomPattern(random);
      const forbidden = randomPattern(random);
      if (wanted.callee?.value === forbidden.callee?.value) continue;
      const min = 1 + random.below(3);
      const counts = [{ pattern: wanted, min, max: min + random.below(2) }];
      const written = await write({ ...FREE, counts, forbidden: [forbidden] }, round);
      const found = count(written, wanted);
      expect(found, `round ${round}`).toBeGreaterThanOrEqual(min);
      expect(found, `round ${round}`).toBeLessThanOrEqual(counts[0]?.max ?? 0);
      expect(count(written, forbidden), `round ${round}`).toBe(0);
    }
  });

  it('keeps the order that a rule asks for', async () => {
    const order = [{ first: pattern('rpc', 'stock'), second: pattern('db', 'orders-db'), met: false }];
    for (let round = 0; round < 200; round++) {
      const services = everyCall(await write({ ...FREE, order }, round)).map((call) => call.service);
      const db = services.indexOf('orders-db');
      if (db >= 0) expect(services.indexOf('stock')).toBeLessThan(db);
    }
  });

  it('never puts calls below a store', async () => {
    for (let round = 0; round < 200; round++) {
      for (const call of everyCall(await write(FREE, round))) {
        if (['db', 'cache', 'send'].includes(call.type)) expect(call.children).toEqual([]);
      }
    }
  });

  it('writes the same for the same seed', async () => {
    expect(await write(FREE, 7)).toEqual(await write(FREE, 7));
    expect(await write(FREE, 7)).not.toEqual(await write(FREE, 8));
  });

  it('stops with an AbortError when it is cancelled', async () => {
    const cancelled = AbortSignal.abort();
    await expect(write(FREE, 1, cancelled)).rejects.toMatchObject({ name: 'AbortError' });
  });
});

async function write(
  conditions: Conditions,
  seed: number,
  signal = new AbortController().signal,
): Promise<CallNode[]> {
  const random = createRandom(seed);
  const catalogue = createCatalogue(SERVICES.map(([service, type]) => ({ service, type, named: true })));
  const types = new Map(SERVICES.map(([service, type]) => [service, new Set([type])]));
  const around: Surroundings = {
    memory: createMemory(),
    catalogue,
    random,
    typesOf: (service, caller) => (service === caller ? new Set() : (types.get(service) ?? new Set())),
    operationOf: () => undefined,
    operationsOf: () => [],
    isUsual: () => true,
    callsNamedLike: () => [],
    durationsOf: () => [],
    messages: messagesIn(createMemory(), []),
  };
  const task: SubtreeTask = {
    path: [
      {
        type: 'http',
        service: 'gateway',
        operation: 'POST /orders',
        repeat: 1,
        overlaps: false,
        children: [],
      },
    ],
    before: [],
    budget: { calls: conditions.calls, depth: conditions.depth },
    rules: new RuleState(conditions),
    time: conditions.time.max,
    placement: 'free',
    width: Number.POSITIVE_INFINITY,
    settles: true,
    wishes: {},
  };
  const model = randomModel(seed);
  return decodeSubtree(
    () => createWriter(catalogue.head, { model, temperature: 1, random, signal }),
    task,
    around,
  );
}

/** In the order of the text. */
function everyCall(layer: readonly CallNode[]): CallNode[] {
  return layer.flatMap((call) => [call, ...everyCall(call.children)]);
}

function count(layer: readonly CallNode[], { type, callee }: CallPattern): number {
  const matching = everyCall(layer).filter((call) => call.type === type && call.service === callee?.value);
  return matching.reduce((sum, call) => sum + call.repeat, 0);
}

function randomPattern(random: Random): CallPattern {
  const [service, type] = pick(random, SERVICES);
  return pattern(type, service);
}

function pattern(type: CallType, service: string): CallPattern {
  const range = { start: 0, end: 0 };
  return { range, type, callee: { value: service, range } };
}
