import { describe, expect, it } from 'vitest';
import { createRandom, type Random } from '../../../../server/src/core/random.ts';
import { type CallNode, layersOf } from '../../../../server/src/generate/call-node.ts';
import {
  createMemory,
  type GrowingMemory,
  joinedMemory,
} from '../../../../server/src/generate/memory/memory.ts';
import { answers } from '../../../support/memory-answers.ts';
import { node } from '../../../support/nodes.ts';
import { randomTraces } from '../../../support/random-traces.ts';

type Traces = readonly (readonly CallNode[])[];

function memoryOf(traces: Traces, memory: GrowingMemory = createMemory()): GrowingMemory {
  for (const roots of traces) memory.add(roots);
  return memory;
}

/** Cuts a list in two somewhere, its ends included. */
function cut<T>(random: Random, list: readonly T[]): [readonly T[], readonly T[]] {
  const at = random.below(list.length + 1);
  return [list.slice(0, at), list.slice(at)];
}

describe('a memory that is put together', () => {
  it.each(Array.from({ length: 40 }, (_, seed) => seed))('answers like one made at once, seed %i', (seed) => {
    const random = createRandom(`joined ${seed}`);
    const traces = randomTraces(random, 1 + random.below(12));
    const [below, above] = cut(random, traces);
    const [first, second] = cut(random, below);
    const joined = joinedMemory([memoryOf([]), joinedMemory([memoryOf(first), memoryOf(second)])]);
    answers(joined, traces);
    const grown = createMemory(joined);
    answers(grown, traces);
    memoryOf(above, grown);
    expect(answers(grown, traces)).toEqual(answers(memoryOf(traces), traces));
  });

  it('weighs what little counts as one made at once', () => {
    const [roots = []] = randomTraces(createRandom('weights'), 1);
    const [light, heavy] = [createMemory(), createMemory()];
    for (const layer of layersOf(roots)) light.addWhole(layer, 0.25);
    heavy.add(roots);
    const both = createMemory();
    for (const layer of layersOf(roots)) both.addWhole(layer, 0.25);
    both.add(roots);
    expect(answers(joinedMemory([light, heavy]), [roots])).toEqual(answers(both, [roots]));
  });

  it('leaves what it stands on as it was', () => {
    const below = memoryOf([[node('http web', node('rpc orders Place'))]]);
    createMemory(below).add([node('http web', node('rpc mail Send'))]);
    expect([...below.callsOf('web')]).toEqual(['rpc orders']);
    expect(below.callee('mail')).toBeUndefined();
  });
});

describe('of calls that are seen very often', () => {
  const often = (duration: number, times: number): Traces =>
    Array.from({ length: times }, () => [{ ...node('rpc orders Place'), duration }]);

  it('the latest durations count', () => {
    const memory = memoryOf([...often(1, 100), ...often(2, 60)]);
    const durations = memory.durations(node('rpc orders Place'));
    expect(durations).toHaveLength(64);
    expect(durations.filter(({ duration }) => duration === 2)).toHaveLength(60);
  });

  it('as many are kept where they were seen apart', () => {
    const memory = joinedMemory([memoryOf(often(1, 60)), memoryOf(often(2, 10)), memoryOf(often(3, 20))]);
    const durations = memory.durations(node('rpc orders Place'));
    expect(durations).toHaveLength(64);
    expect(durations.slice(-30).map(({ duration }) => duration)).toEqual([
      ...Array(10).fill(2),
      ...Array(20).fill(3),
    ]);
  });
});
