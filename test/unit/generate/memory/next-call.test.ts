import { describe, expect, it } from 'vitest';
import type { CallNode } from '../../../../server/src/generate/call-node.ts';
import { createMemory } from '../../../../server/src/generate/memory/memory.ts';
import { END, eventOf } from '../../../../server/src/generate/memory/next-call.ts';
import { top } from '../../../../server/src/generate/mixture/mixture.ts';
import { node } from '../../../support/nodes.ts';

const ORDERS = [node('rpc orders Place')];
const SEARCH = [node('rpc orders Search')];
const [AUTH, STOCK, DB, PAY] = [node('rpc auth'), node('rpc stock'), node('db orders-db'), node('rpc pay')];

function expected(
  seen: readonly (readonly [readonly CallNode[], readonly CallNode[]])[],
  path: readonly CallNode[],
  before: readonly CallNode[],
) {
  const memory = createMemory();
  for (const [caller, calls] of seen) memory.addLayer(caller, calls);
  return memory.predictNext({ path, before });
}

describe('what comes next in a layer', () => {
  it('is what came next after the same calls of the same caller', () => {
    const seen = [
      [ORDERS, [AUTH, STOCK, DB]],
      [SEARCH, [AUTH, DB]],
    ] as const;
    expect(top(expected(seen, ORDERS, [AUTH]).probabilities)[0]).toBe(eventOf(STOCK));
    expect(top(expected(seen, SEARCH, [AUTH]).probabilities)[0]).toBe(eventOf(DB));
    expect(top(expected(seen, SEARCH, [AUTH, DB]).probabilities)[0]).toBe(END);
  });

  it('is what came next elsewhere, where the caller has made no such call', () => {
    const seen = [[ORDERS, [AUTH, STOCK]]] as const;
    const { probabilities, closeness } = expected(seen, [node('rpc returns')], [AUTH]);
    expect(top(probabilities)[0]).toBe(eventOf(STOCK));
    expect(closeness).toBe(2);
  });

  it('is not how traces begin, whatever begins them', () => {
    const gateway = node('http gateway');
    const seen = [
      [[], [gateway]],
      [ORDERS, [AUTH]],
    ] as const;
    expect(expected(seen, [node('rpc returns')], []).probabilities.has(eventOf(gateway))).toBe(false);
    expect(top(expected(seen, [], []).probabilities)[0]).toBe(eventOf(gateway));
    expect(expected(seen, [], []).probabilities.has(eventOf(AUTH))).toBe(false);
  });

  it('is trusted the more, the more often the same came', () => {
    const once = expected([[ORDERS, [AUTH]]], ORDERS, []);
    const often = expected(
      Array.from({ length: 9 }, () => [ORDERS, [AUTH]] as const),
      ORDERS,
      [],
    );
    const share = ({ probabilities }: typeof once) => probabilities.get(eventOf(AUTH)) ?? 0;
    expect(share(often)).toBeGreaterThan(share(once));
    expect([once.count, often.count]).toEqual([1, 9]);
    expect(once.breadth).toBeGreaterThan(0);
  });

  it('is unknown to an empty memory', () => {
    expect(expected([], ORDERS, [])).toEqual({
      probabilities: new Map(),
      closeness: 0,
      count: 0,
      breadth: 0,
    });
  });

  it('leaves a share to what was never seen, a smaller one the more was seen', () => {
    const rest = (times: number) => {
      const seen = Array.from({ length: times }, () => [ORDERS, [AUTH, STOCK, DB, PAY]] as const);
      const { probabilities } = expected(seen, ORDERS, [AUTH]);
      return 1 - [...probabilities.values()].reduce((sum, share) => sum + share, 0);
    };
    expect(rest(1)).toBeGreaterThan(rest(4));
    expect(rest(4)).toBeGreaterThan(0);
  });
});
