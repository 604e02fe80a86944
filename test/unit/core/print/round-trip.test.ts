import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { printSpec } from '../../../../server/src/core/print/print.ts';
import { createRandom, pick, type Random } from '../../../../server/src/core/random.ts';
import { parseSpec } from '../../../../server/src/core/spec/build.ts';
import type { TraceParser } from '../../../../server/src/core/syntax/parser.ts';
import { bare } from '../../../support/bare.ts';
import { testParser } from '../../../support/parser.ts';
import { randomSource } from '../../../support/random-source.ts';

let parser: TraceParser;

beforeAll(async () => {
  parser = await testParser();
});

afterAll(() => parser.dispose());

const SEEDS = Array.from({ length: 300 }, (_, seed) => seed);

describe('formatting a sound text', () => {
  test('changes nothing but the layout, and nothing a second time', () => {
    for (const seed of SEEDS) {
      const spec = parseSpec(parser, randomSource(seed));
      const printed = printSpec(spec);
      const again = parseSpec(parser, printed);
      expect(bare(again), `seed ${seed}`).toEqual(bare(spec));
      expect(printSpec(again), `seed ${seed}`).toBe(printed);
    }
  });
});

describe('formatting a broken text', () => {
  test('loses no letter and no digit', () => {
    for (const seed of SEEDS) {
      const text = broken(randomSource(seed), createRandom(seed));
      expect(letters(printSpec(parseSpec(parser, text))), `seed ${seed}`).toBe(letters(text));
    }
  });
});

const INSERTED = ['{', '}', '"', '%', '?', ' x ', '\n', '@', '..', '§', '[', '/-'];

/** `text` with up to three characters or lines cut out or put in. */
function broken(text: string, random: Random): string {
  let result = text;
  for (let count = 1 + random.below(3); count > 0; count -= 1) {
    const at = random.below(result.length);
    const kept = at + random.below(random.next() < 0.5 ? 4 : 60);
    const inserted = random.next() < 0.5 ? pick(random, INSERTED) : '';
    result = result.slice(0, at) + inserted + result.slice(inserted === '' ? kept : at);
  }
  return result;
}

/** What a text is made of, in whatever order; escapes are spelled in more than one way. */
function letters(text: string): string {
  return [...text.replace(/\\[nt]/g, '').replace(/[^\p{L}\p{N}]/gu, '')].sort().join('');
}
