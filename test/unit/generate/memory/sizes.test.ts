import { describe, expect, it } from 'vitest';
import type { CallNode } from '../../../../server/src/generate/call-node.ts';
import { findHints } from '../../../../server/src/generate/memory/hints.ts';
import { createMemory } from '../../../../server/src/generate/memory/memory.ts';
import { eventOf } from '../../../../server/src/generate/memory/next-call.ts';
import { top } from '../../../../server/src/generate/mixture/mixture.ts';
import { node } from '../../../support/nodes.ts';

const [CATALOG, AUTH] = [node('rpc catalog List', node('db catalog-db')), node('rpc auth Check')];
const page = (...calls: readonly CallNode[]): CallNode[] => [node('http shop /', ...calls)];
const LARGE = page(CATALOG, CATALOG, CATALOG, CATALOG, CATALOG, CATALOG);
const SMALL = page(AUTH, AUTH);
const PLACE = { path: [node('http shop /')], before: [] };

function memoryOf(...traces: readonly CallNode[][]) {
  const memory = createMemory();
  for (const trace of traces) memory.add(trace);
  return memory;
}

describe('a layer whose size is settled', () => {
  const memory = memoryOf(LARGE, LARGE, LARGE, SMALL);
  const firstOf = (size?: number) => top(memory.predictNext({ ...PLACE, size }).probabilities)[0];

  it('begins as layers of about that size did', () => {
    expect(firstOf(2)).toBe(eventOf(AUTH));
    expect(firstOf(12)).toBe(eventOf(CATALOG));
    expect(firstOf(13)).toBe(eventOf(CATALOG));
  });

  it('begins as most layers did where none was of that size, or none is settled', () => {
    expect(firstOf(90)).toBe(eventOf(CATALOG));
    expect(firstOf()).toBe(eventOf(CATALOG));
  });

  it('is known no closer than the same without a size', () => {
    const closeness = (size?: number) => memory.predictNext({ ...PLACE, size }).closeness;
    expect(closeness(12)).toBe(closeness());
  });

  it('is not told by layers that are not whole', () => {
    const open = memoryOf(LARGE, LARGE);
    open.addLayer([node('http shop /')], [AUTH, AUTH]);
    expect(top(open.predictNext({ ...PLACE, size: 2 }).probabilities)[0]).toBe(eventOf(CATALOG));
  });

  it('is shown those of the nearest size, the nearest last', () => {
    const sizes = memoryOf(LARGE, SMALL, page(AUTH, CATALOG, CATALOG), page(AUTH));
    const shown = (size?: number) => findHints(sizes, { ...PLACE, size }).map(({ calls }) => calls.length);
    expect(shown(12)).toEqual([2, 3, 6]);
    expect(shown(1)).toEqual([3, 2, 1]);
    expect(shown()).toEqual([2, 3, 1]);
  });
});
