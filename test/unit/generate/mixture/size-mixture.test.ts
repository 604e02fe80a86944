import { describe, expect, it } from 'vitest';
import { type CallNode, countCalls, depthOf } from '../../../../server/src/generate/call-node.ts';
import {
  callsToken,
  depthToken,
  mark,
  repeatToken,
} from '../../../../server/src/generate/codec/vocabulary.ts';
import type { WholeCall } from '../../../../server/src/generate/memory/evidence.ts';
import { mixSizes, type Sizing } from '../../../../server/src/generate/mixture/size-mixture.ts';
import { node } from '../../../support/nodes.ts';

const LEAF = node('rpc stock Reserve');
const WITH_STORE = node('rpc stock Reserve', node('db stock-db'));
const SIZES = [mark.leaf, repeatToken(1), callsToken(1), callsToken(2)];

const seen = (call: CallNode, left?: number): WholeCall => ({
  call,
  below: countCalls(call.children),
  levels: depthOf(call.children),
  isFirst: false,
  left,
});

const alike = (...calls: readonly CallNode[]): Sizing => ({
  alike: calls.map((call) => seen(call)),
  levels: [1, 2],
  left: undefined,
});

describe('the size of a call', () => {
  it('is what calls of its kind had, the surer the more were seen', () => {
    const [leaf = 0, , one = 0] = mixSizes(alike(WITH_STORE), [], SIZES)([0.7, 0.1, 0.1, 0.1]);
    expect(one).toBeGreaterThan(0.4);
    const often = mixSizes(
      alike(...Array.from({ length: 20 }, () => WITH_STORE)),
      [],
      SIZES,
    )([0.7, 0.1, 0.1, 0.1]);
    expect(often[2]).toBeGreaterThan(0.9);
    expect(often[0]).toBeLessThan(leaf);
  });

  it('comes to 1, and is the model alone where nothing fitting was seen', () => {
    const shares = [0.4, 0.3, 0.2, 0.1];
    const mixed = mixSizes(alike(LEAF, WITH_STORE), [], SIZES)(shares);
    expect(mixed.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
    expect(mixSizes(alike(), [], SIZES)(shares)).toBe(shares);
    expect(mixSizes(alike(LEAF), [], [callsToken(1), callsToken(2)])([0.5, 0.5])).toEqual([0.5, 0.5]);
  });

  it('is not what many had that hardly count', () => {
    const far = Array.from({ length: 6 }, () => ({ ...seen(LEAF), weight: 0.02 }));
    const sizing = { ...alike(WITH_STORE), alike: [...far, seen(WITH_STORE)] };
    const [leaf = 0, , one = 0] = mixSizes(sizing, [], SIZES)([0.25, 0.25, 0.25, 0.25]);
    expect(one).toBeGreaterThan(3 * leaf);
  });

  it('goes on where its first half stands: levels of those calls only that had as many calls below', () => {
    const deep = node('rpc stock Reserve', node('rpc a', node('rpc b')));
    const flat = node('rpc stock Reserve', node('rpc a'), node('rpc b'));
    const depths = [depthToken(1), depthToken(2)];
    const [one = 0, two = 0] = mixSizes(
      alike(deep, deep, flat, WITH_STORE),
      [callsToken(2)],
      depths,
    )([0.5, 0.5]);
    expect(two).toBeGreaterThan(one);
    expect(mixSizes(alike(WITH_STORE), [callsToken(2)], depths)([0.9, 0.1])).toEqual([0.9, 0.1]);
  });

  it('is repeated where such calls were', () => {
    const thrice = { ...LEAF, repeat: 2 };
    const mixed = mixSizes(alike(thrice, thrice, thrice), [], SIZES)([0.9, 0.05, 0.03, 0.02]);
    expect(mixed[1]).toBeGreaterThan(0.5);
  });

  it('is what it was where the layer had as much left to make', () => {
    const known = [...Array.from({ length: 6 }, () => seen(LEAF, 4)), seen(WITH_STORE, 12)];
    const shares = [0.25, 0.25, 0.25, 0.25];
    const likeliest = (left: number | undefined) => {
      const mixed = mixSizes({ alike: known, levels: [1], left }, [], SIZES)(shares);
      return SIZES[mixed.indexOf(Math.max(...mixed))];
    };
    expect(likeliest(12)).toBe(callsToken(1));
    expect(likeliest(4)).toBe(mark.leaf);
    expect(likeliest(undefined)).toBe(mark.leaf);
  });

  it('is none that calls had with more levels below than there may be', () => {
    const deep = node('rpc stock Reserve', node('rpc a', node('rpc b')));
    const shares = [0.7, 0.1, 0.1, 0.1];
    expect(mixSizes({ ...alike(deep, deep), levels: [1] }, [], SIZES)(shares)).toEqual(shares);
    expect(mixSizes({ ...alike(deep, deep), levels: [1, 2] }, [], SIZES)(shares)[3]).toBeGreaterThan(0.7);
  });
});
