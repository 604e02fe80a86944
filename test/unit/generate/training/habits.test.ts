import { describe, expect, it } from 'vitest';
import { layersOf } from '../../../../server/src/generate/call-node.ts';
import { habitsOf } from '../../../../server/src/generate/training/habits.ts';
import { node } from '../../../support/nodes.ts';

/** Twenty traces: each takes a millisecond more than the one before, and the first asks a ledger, too. */
const TRACES = Array.from({ length: 20 }, (_, index) => [
  {
    ...node('http shop /orders', node('db orders-db'), ...(index === 0 ? [node('rpc ledger Post')] : [])),
    duration: (index + 1) * 1e6,
  },
]);

describe('what is usual in a system', () => {
  const layerBelow = (index: number) => layersOf(TRACES[index] ?? [])[1] ?? { path: [], calls: [] };

  it('calls a layer slow whose caller takes longer than nine in ten', () => {
    const habits = habitsOf(TRACES);
    expect([17, 18, 19].map((index) => habits.isSlow(layerBelow(index)))).toEqual([false, false, true]);
  });

  it('calls a layer rare that makes a call of fewer than one in ten traces', () => {
    const habits = habitsOf(TRACES);
    expect([0, 1].map((index) => habits.isRare(layerBelow(index)))).toEqual([true, false]);
  });

  it('knows nothing of a system of few traces', () => {
    const habits = habitsOf(TRACES.slice(0, 9));
    expect(habits.isRare(layerBelow(0))).toBe(false);
    expect(habits.isSlow(layerBelow(8))).toBe(false);
  });
});
