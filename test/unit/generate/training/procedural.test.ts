import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../../server/src/core/random.ts';
import { type CallNode, layersOf } from '../../../../server/src/generate/call-node.ts';
import { stem, wordsOf } from '../../../../server/src/generate/codec/words.ts';
import { DOMAINS } from '../../../../server/src/generate/training/procedural/concepts.ts';
import { proceduralSystem } from '../../../../server/src/generate/training/procedural/system.ts';

const SYSTEMS = Array.from({ length: 60 }, (_, seed) => {
  const random = createRandom(`system ${seed}`);
  const system = proceduralSystem(random);
  return Array.from({ length: 8 }, () => system.draw(random));
});

describe('a made-up system', () => {
  it('is the same for the same seed', () => {
    const drawn = () => proceduralSystem(createRandom('same')).draw(createRandom('trace'));
    expect(drawn()).toEqual(drawn());
  });

  it('has stores that call nobody', () => {
    for (const call of allCalls(SYSTEMS.flat()))
      if (['db', 'cache', 'send'].includes(call.type)) expect(call.children).toEqual([]);
  });

  it('is told by its names: what is asked at the door mostly names the service behind it', () => {
    const doors = SYSTEMS.flat(2);
    const named = doors.filter(({ operation, children }) =>
      children.some(({ service }) => shareWord(service, operation ?? '')),
    );
    expect(named.length / doors.length).toBeGreaterThan(0.9);
  });

  it('may ask a service again, as whoever goes through a list does', () => {
    const layers = SYSTEMS.map((traces) => traces.flatMap(layersOf));
    const repeating = layers.filter((each) => each.some(({ calls }) => asksAgain(calls)));
    expect(repeating.length / SYSTEMS.length).toBeGreaterThan(0.3);
    expect(repeating.length / SYSTEMS.length).toBeLessThan(0.9);
  });

  it('differs from the next one', () => {
    const gateways = SYSTEMS.map((traces) => JSON.stringify(traces));
    expect(new Set(gateways).size).toBe(SYSTEMS.length);
  });
});

describe('the concepts that systems are made of', () => {
  it('call only concepts that are there', () => {
    const missing = DOMAINS.flatMap(({ concepts }) =>
      [...concepts.values()].flatMap(({ calls }) => calls.filter((name) => !known.has(name))),
    );
    expect(missing).toEqual([]);
  });

  it('are several hundred', () => {
    expect(known.size).toBeGreaterThan(400);
  });
});

const known = new Set(DOMAINS.flatMap(({ concepts }) => [...concepts.keys()]));

function allCalls(traces: readonly (readonly CallNode[])[]): CallNode[] {
  return traces.flatMap(layersOf).flatMap(({ calls }) => calls);
}

function asksAgain(calls: readonly CallNode[]): boolean {
  const kinds = new Set(calls.map(({ type, service, operation }) => `${type} ${service} ${operation}`));
  return kinds.size < calls.length;
}

function shareWord(one: string, other: string): boolean {
  const words = new Set(wordsOf(one).map(stem));
  return wordsOf(other).some((word) => words.has(stem(word)) || one.toLowerCase().includes(stem(word)));
}
