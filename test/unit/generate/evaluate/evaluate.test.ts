import { describe, expect, it } from 'vitest';
import { mark, typeToken } from '../../../../server/src/generate/codec/vocabulary.ts';
import { evaluate } from '../../../../server/src/generate/evaluate/evaluate.ts';
import type { ScoringModel, Token } from '../../../../server/src/generate/language-model.ts';
import type { CallGraph } from '../../../../server/src/generate/training/call-graph.ts';
import { node } from '../../../support/nodes.ts';
import { randomModel } from '../../../support/random-model.ts';

/** A system whose every trace is the same. */
const SAME: CallGraph[] = Array.from({ length: 6 }, () => ({
  source: 'test',
  service: 'shop',
  count: 1,
  roots: [
    node(
      'http shop /orders',
      node('rpc auth Verify'),
      node('rpc stock Reserve', node('db stock-db')),
      node('send mail'),
    ),
  ],
}));
const OPTIONS = { ks: [0, 3], cases: 40, seed: 7 };

describe('judging a model by call graphs', () => {
  it('finds the memory perfect where every trace is the same, and ignorant where there is none', async () => {
    const judgements = await evaluate(randomModel(1), SAME, OPTIONS, () => undefined);
    const row = (name: string, k: number) => judgements.find((found) => found.row === name && found.k === k);
    for (const name of ['next', 'next-catalogue', 'layer', 'callee'])
      expect(row(name, 3)?.shares.memory.share, name).toBe(1);
    for (const name of ['next', 'next-catalogue', 'layer'])
      expect(row(name, 0)?.shares.memory.share, name).toBeLessThan(1);
    expect(row('next', 3)?.n).toBe(40);
  });

  it('asks for names only where no other trace is known, and for durations only where there are any', async () => {
    const judgements = await evaluate(randomModel(1), SAME, OPTIONS, () => undefined);
    const rows = judgements.map(({ row, k }) => `${row} ${k}`);
    expect(rows).toContain('names 0');
    expect(rows).not.toContain('names 3');
    expect(rows).not.toContain('duration 0');
  });

  it('judges a model by what it says: one that always ends a layer is right exactly at the ends', async () => {
    const always = preferring(mark.end);
    const never = preferring(typeToken.rpc);
    const share = async (model: ScoringModel) =>
      (await evaluate(model, SAME, OPTIONS, () => undefined)).find(({ row }) => row === 'next')?.shares.model
        .share ?? 0;
    // Half or a quarter of the positions of a layer of one or three calls are its end.
    expect(await share(always)).toBeGreaterThan(0.2);
    expect(await share(always)).toBeLessThan(0.8);
    expect(await share(never)).toBeLessThan(await share(always));
  });

  it('asks for a service that nobody has named as a new one, whatever its name', async () => {
    const { roots } = SAME[0] as CallGraph;
    const renamed = (calls: CallGraph['roots'], suffix: number): CallGraph['roots'] =>
      calls.map((call) => ({
        ...call,
        service: `${call.service}-${suffix}`,
        children: renamed(call.children, suffix),
      }));
    const others = SAME.map((graph, index) => ({ ...graph, roots: renamed(roots, index) }));
    const judgements = await evaluate(
      preferring(mark.new, typeToken.send, typeToken.rpc),
      others,
      OPTIONS,
      () => undefined,
    );
    const share = (row: string) =>
      judgements.find((found) => found.row === row && found.k === 3)?.shares.model.share;
    expect(share('callee') ?? 1).toBe(1);
    expect(share('next')).toBeGreaterThan(share('next-catalogue') ?? 1);
  });

  it('counts each different question for a name once', async () => {
    const judgements = await evaluate(randomModel(1), SAME, OPTIONS, () => undefined);
    // Five calls, each asked for at one place.
    expect(judgements.find(({ row }) => row === 'names')?.n).toBe(5);
  });

  it('gives the same figures for the same seed, others for another', async () => {
    const once = await evaluate(randomModel(1), SAME, OPTIONS, () => undefined);
    const again = await evaluate(randomModel(1), SAME, OPTIONS, () => undefined);
    const other = await evaluate(randomModel(1), SAME, { ...OPTIONS, seed: 8 }, () => undefined);
    expect(again).toEqual(once);
    expect(other).not.toEqual(once);
  });
});

function preferring(...tokens: readonly Token[]): ScoringModel {
  const score = async (candidates: readonly Token[]) =>
    Float32Array.from(candidates, (candidate) => (tokens.includes(candidate) ? 0 : -9));
  return {
    ...randomModel(1),
    score: (_sequence, candidates) => score(candidates),
    scoreContinuations: (_prefix, texts) => Promise.all(texts.map(score)),
  };
}
