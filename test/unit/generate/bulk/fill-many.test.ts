import { describe, expect, it } from 'vitest';
import { fillMany } from '../../../../server/src/generate/bulk/fill-many.ts';
import type { FillResult, GenerateOptions, Snapshot } from '../../../../server/src/generate/generator.ts';

const SNAPSHOT = { uri: 'a', version: 0, text: '', spec: { items: [] } } as unknown as Snapshot;
const NEVER = new AbortController().signal;

const resultOf = (seed: number): FillResult => ({ edits: [], filled: seed, refused: [] });

/** Takes the longer the smaller the seed is, so that later ones are done first. */
const slow = {
  fillAll: async (_snapshot: Snapshot, { seed }: GenerateOptions) => {
    await new Promise((resolve) => setTimeout(resolve, 20 - 4 * seed));
    return resultOf(seed);
  },
};

describe('many fills of one text', () => {
  it.each([1, 2, 3])('come in the order of their seeds from %i generators', async (count) => {
    const told: number[] = [];
    await fillMany(
      Array.from({ length: count }, () => slow),
      SNAPSHOT,
      { seeds: [0, 1, 2, 3, 4], temperature: 1 },
      NEVER,
      async ({ filled }, index) => {
        expect(index).toBe(told.length);
        told.push(filled);
      },
    );
    expect(told).toEqual([0, 1, 2, 3, 4]);
  });

  it('end with the first that fails; those before it were told', async () => {
    const told: number[] = [];
    const asked: number[] = [];
    const failing = {
      fillAll: async (_snapshot: Snapshot, { seed }: GenerateOptions) => {
        asked.push(seed);
        if (seed === 2) throw new Error('no model');
        return resultOf(seed);
      },
    };
    const work = fillMany(
      [failing],
      SNAPSHOT,
      { seeds: [0, 1, 2, 3], temperature: 1 },
      NEVER,
      async (result) => {
        told.push(result.filled);
      },
    );
    await expect(work).rejects.toThrow('no model');
    expect({ told, asked }).toEqual({ told: [0, 1], asked: [0, 1, 2] });
  });

  it('are given up where what they came to cannot be kept', async () => {
    const aborted: boolean[] = [];
    const patient = {
      fillAll: async (_snapshot: Snapshot, { seed }: GenerateOptions, signal: AbortSignal) => {
        if (seed === 0) return resultOf(0);
        await new Promise((resolve) => signal.addEventListener('abort', resolve));
        aborted.push(true);
        throw new Error('aborted');
      },
    };
    const work = fillMany([patient], SNAPSHOT, { seeds: [0, 1], temperature: 1 }, NEVER, async () => {
      throw new Error('disk full');
    });
    await expect(work).rejects.toThrow('disk full');
    expect(aborted).toEqual([true]);
  });
});
