import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../../server/src/core/random.ts';
import type { CallNode } from '../../../../server/src/generate/call-node.ts';
import { unroll } from '../../../../server/src/generate/training/unroll.ts';

const call = (service: string, repeat: number, children: readonly CallNode[] = []): CallNode => ({
  type: 'rpc',
  service,
  repeat,
  duration: 1e6,
  overlaps: true,
  children,
});

describe('calls that are made several times', () => {
  const [orders, ...others] = unroll(
    [call('orders', 1, [call('prices', 3)]), call('stock', 2)],
    createRandom('a'),
  );

  it('stand there as so many calls, on every level', () => {
    expect(orders?.children.map(({ service, repeat }) => `${service} ${repeat}`)).toEqual([
      'prices 1',
      'prices 1',
      'prices 1',
    ]);
    expect(others.map(({ service }) => service)).toEqual(['stock', 'stock']);
  });

  it('follow one another, each taking its own time', () => {
    expect(others.map(({ overlaps }) => overlaps)).toEqual([true, false]);
    expect(others[0]?.duration).not.toBe(others[1]?.duration);
  });

  it('are never more than a model can read', () => {
    expect(unroll([call('stock', 1_000)], createRandom('b'))).toHaveLength(8);
  });
});
