import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../../server/src/core/random.ts';
import {
  COUNT_BUCKETS,
  coarseTimeBucket,
  countBucket,
  countRange,
  TIME_BUCKETS,
  timeBucket,
  timeRange,
} from '../../../../server/src/generate/codec/buckets.ts';
import { createCatalogue, spellService } from '../../../../server/src/generate/codec/catalogue.ts';
import {
  declareServices,
  encodePrompt,
  encodeStructure,
  encodeTimes,
  predictedTokens,
} from '../../../../server/src/generate/codec/layer.ts';
import {
  MAX_SERVICES,
  mark,
  spellWord,
  VOCABULARY,
} from '../../../../server/src/generate/codec/vocabulary.ts';
import { wordsOf } from '../../../../server/src/generate/codec/words.ts';

const CATALOGUE = createCatalogue([
  { service: 'gateway', type: 'http', named: true },
  { service: 'OrderService', type: 'rpc', named: true },
  { service: 'orders-db', type: 'db', named: true },
]);
const LEAF = {
  type: 'db',
  service: 'orders-db',
  operation: 'INSERT',
  repeat: 1,
  duration: 3e6,
  overlaps: false,
  children: [],
} as const;
const CALL = {
  type: 'rpc',
  service: 'OrderService',
  operation: 'Place',
  repeat: 1,
  duration: 20e6,
  overlaps: true,
  children: [LEAF],
} as const;

describe('the vocabulary', () => {
  it('has each token once', () => {
    expect(new Set(VOCABULARY).size).toBe(VOCABULARY.length);
  });

  it('is what the shipped model was trained with: change it only with CODEC_VERSION', () => {
    expect(VOCABULARY).toHaveLength(1_777);
  });

  it('spells run-together words by their parts', () => {
    expect(shown(spellWord('cartservice'))).toBe('cart service');
    expect(shown(spellWord('recommendationservice'))).toBe('recommendation service');
  });

  it('spells any word of letters and digits, and nothing of others', () => {
    expect(shown(spellWord('orders'))).toBe('orders');
    expect(shown(spellWord('qzx7'))).toBe('<q> <z> <x> <7>');
    expect(spellWord('你好')).toEqual([]);
  });
});

describe('words', () => {
  it.each([
    ['OrderService/PlaceOrder', 'order service place order'],
    ['order-service.place_order', 'order service place order'],
    ['HTTPServer2Go', 'http server 2 go'],
    ['', ''],
  ])('%s', (name, words) => expect(wordsOf(name).join(' ')).toBe(words));

  it('of a hostile name are few', () => {
    expect(wordsOf('a-'.repeat(1_000_000)).length).toBeLessThanOrEqual(200);
  });
});

describe('buckets', () => {
  it('hold the time that they were made of', () => {
    const random = createRandom('times');
    for (let round = 0; round < 1_000; round++) {
      const time = 10 ** (3 + 8.9 * random.next());
      const { low, high } = timeRange(timeBucket(time));
      expect(time).toBeGreaterThanOrEqual(low * 0.999999);
      expect(time).toBeLessThan(high * 1.000001);
    }
    expect(timeBucket(0)).toBe(0);
    expect(timeBucket(Number.MAX_SAFE_INTEGER)).toBe(TIME_BUCKETS - 1);
  });

  it('tell a time by its part of a decade, and no time as none', () => {
    expect(coarseTimeBucket(0, 2)).toBe(0);
    const [one, three, nine] = [1e6, 3e6, 9e6].map((time) => coarseTimeBucket(time, 2));
    expect([one, nine]).toEqual([timeBucket(1.8e6), timeBucket(5.7e6)]);
    expect(three).toBe(one);
    expect(coarseTimeBucket(999e9, 2)).toBeLessThan(TIME_BUCKETS);
  });

  it('hold the count that they were made of, exactly below 32', () => {
    for (let count = 0; count < 2_000; count++) {
      const { low, high } = countRange(countBucket(count));
      expect(count).toBeGreaterThanOrEqual(low);
      expect(count).toBeLessThanOrEqual(high);
      if (count < 32) expect([low, high]).toEqual([count, count]);
    }
    expect(countBucket(1e9)).toBe(COUNT_BUCKETS - 1);
  });
});

describe('a layer', () => {
  it('names its services by reference, structure before times', () => {
    expect(shown(encodeStructure(CATALOGUE, [LEAF, CALL]))).toBe(
      '<db> <service-2> <leaf> <rpc> <service-1> <calls-1> <depth-1> <end>',
    );
    expect(shown(encodeTimes([LEAF, CALL]))).toBe('<times> <follows> <time-28> <overlaps> <time-35>');
  });

  it('is asked for by ancestors, operation, conditions and hints', () => {
    const path = [
      { ...CALL, type: 'http', service: 'gateway', operation: 'POST /orders', overlaps: false } as const,
    ];
    const prompt = encodePrompt(CATALOGUE, path, { calls: 4, without: ['send'] }, [
      { likeness: 'same', calls: [LEAF] },
    ]);
    expect(shown(prompt)).toBe(
      '<layer> <http> <service-0> gateway <operation> post orders <calls-4> <without> <send> <hint-same> <db> <service-2> <leaf> <hint-end> <about> <service-1> <answer>',
    );
    expect(shown(encodePrompt(CATALOGUE, path, {}, [], false))).toBe(
      '<layer> <http> <service-0> <operation> post orders <answer>',
    );
  });

  const NEW_CALLS = [
    { ...LEAF, service: 'stock-db' },
    { ...LEAF, repeat: 14 },
    { ...LEAF, service: 'stock-db' },
  ];

  it('declares a service that the catalogue lacks where it is called first', () => {
    const structure = encodeStructure(CATALOGUE, NEW_CALLS);
    expect(shown(structure)).toBe(
      '<db> <new> <service-3> stock db <service-end> <leaf> <db> <service-2> <repeat-13> <leaf> <db> <service-3> <leaf> <end>',
    );
    expect(declareServices(CATALOGUE, NEW_CALLS).referenceOf('stock-db')).toBe(3);
  });

  it('asks for all of it but which reference is free, and not for names that are not told', () => {
    const hidden = (named: boolean) => {
      const structure = encodeStructure(CATALOGUE, NEW_CALLS.slice(0, 1), named);
      const mask = predictedTokens(structure, named);
      return shown(structure.map((token, at) => (mask[at] ? token : mark.doc)));
    };
    expect(hidden(true)).toBe('<db> <new> <doc> stock db <service-end> <leaf> <end>');
    expect(hidden(false)).toBe('<db> <new> <doc> <doc> <leaf> <end>');
  });

  it('calls what is beyond all references new and leaves it without one', () => {
    const full = createCatalogue(
      Array.from({ length: MAX_SERVICES }, (_, index) => ({
        service: `s-${index}`,
        type: 'rpc' as const,
        named: true,
      })),
    );
    expect(shown(encodeStructure(full, NEW_CALLS.slice(0, 1)))).toBe('<db> <new> <unnamed> <leaf> <end>');
    expect(declareServices(full, NEW_CALLS)).toBe(full);
  });

  it('spells no serial numbers', () => {
    expect(shown(spellService('MS_48488.v2'))).toBe('ms <v> <2>');
  });
});

function shown(tokens: readonly number[]): string {
  return tokens.map((token) => VOCABULARY[token]).join(' ');
}
