import { describe, expect, it } from 'vitest';
import {
  callsToken,
  depthToken,
  mark,
  repeatToken,
} from '../../../../server/src/generate/codec/vocabulary.ts';
import { mixSizes } from '../../../../server/src/generate/mixture/size-mixture.ts';
import { node } from '../../../support/nodes.ts';

const LEAF = node('rpc stock Reserve');
const WITH_STORE = node('rpc stock Reserve', node('db stock-db'));
const SIZES = [mark.leaf, repeatToken(1), callsToken(1), callsToken(2)];

describe('the size of a call', () => {
  it('is what calls of its kind had, the surer the more were seen', () => {
    const [leaf = 0, , one = 0] = mixSizes([WITH_STORE], [], SIZES)([0.7, 0.1, 0.1, 0.1]);
    expect(one).toBeGreaterThan(0.4);
    const often = mixSizes(
      Array.from({ length: 20 }, () => WITH_STORE),
      [],
      SIZES,
    )([0.7, 0.1, 0.1, 0.1]);
    expect(often[2]).toBeGreaterThan(0.9);
    expect(often[0]).toBeLessThan(leaf);
  });

  it('comes to 1, and is the model alone where nothing fitting was seen', () => {
    const shares = [0.4, 0.3, 0.2, 0.1];
    const mixed = mixSizes([LEAF, WITH_STORE], [], SIZES)(shares);
    expect(mixed.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
    expect(mixSizes([], [], SIZES)(shares)).toBe(shares);
    expect(mixSizes([LEAF], [], [callsToken(1), callsToken(2)])([0.5, 0.5])).toEqual([0.5, 0.5]);
  });

  it('goes on where its first half stands: levels of those calls only that had as many calls below', () => {
    const deep = node('rpc stock Reserve', node('rpc a', node('rpc b')));
    const flat = node('rpc stock Reserve', node('rpc a'), node('rpc b'));
    const depths = [depthToken(1), depthToken(2)];
    const [one = 0, two = 0] = mixSizes([deep, deep, flat, WITH_STORE], [callsToken(2)], depths)([0.5, 0.5]);
    expect(two).toBeGreaterThan(one);
    expect(mixSizes([WITH_STORE], [callsToken(2)], depths)([0.9, 0.1])).toEqual([0.9, 0.1]);
  });

  it('is repeated where such calls were', () => {
    const thrice = { ...LEAF, repeat: 2 };
    const mixed = mixSizes([thrice, thrice, thrice], [], SIZES)([0.9, 0.05, 0.03, 0.02]);
    expect(mixed[1]).toBeGreaterThan(0.5);
  });
});
