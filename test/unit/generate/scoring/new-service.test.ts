import { describe, expect, it } from 'vitest';
import { createCatalogue } from '../../../../server/src/generate/codec/catalogue.ts';
import { mark } from '../../../../server/src/generate/codec/vocabulary.ts';
import type { ScoringModel } from '../../../../server/src/generate/language-model.ts';
import { createMemory } from '../../../../server/src/generate/memory/memory.ts';
import { NEW_SERVICE } from '../../../../server/src/generate/memory/next-call.ts';
import { modelsNextEvent } from '../../../../server/src/generate/scoring/next-event.ts';
import { scoreCandidates } from '../../../../server/src/generate/scoring/whole-layer.ts';
import { node } from '../../../support/nodes.ts';
import { randomModel } from '../../../support/random-model.ts';

const NAMED = { memory: createMemory(), catalogue: catalogueOf('stock', 'mail') };
const KNOWN = { ...NAMED, recurrence: { once: 0, again: 0 } };
const PLACE = { path: [node('http shop /orders')], before: [] };

function catalogueOf(...services: string[]) {
  return createCatalogue(services.map((service) => ({ service, type: 'rpc' as const, named: true })));
}

/** Finds a new service a good deal less likely than any other token. */
const doubtful: ScoringModel = {
  ...randomModel(1),
  score: async (_sequence, tokens) => Float32Array.from(tokens, (token) => (token === mark.new ? -2 : 0)),
  scoreContinuations: async (_prefix, texts) =>
    texts.map((text) => Float32Array.from(text, (token) => (token === mark.new ? -2 : 0))),
};

describe('a service that nobody has named', () => {
  it('is likelier than the model says where nothing but the workspace is known', async () => {
    const events = await modelsNextEvent(doubtful, KNOWN, PLACE);
    const share = (service: string) => events.get(`rpc ${service}`) ?? 0;
    expect(share(NEW_SERVICE)).toBeGreaterThan(share('stock'));
    expect(share('mail')).toBeCloseTo(share('stock'), 6);
  });

  it('is no candidate where all services are known', async () => {
    const events = await modelsNextEvent(doubtful, NAMED, PLACE);
    expect([...events.keys()].sort()).toEqual(['rpc mail', 'rpc stock']);
  });

  it('is likelier the fewer services the trace calls again', async () => {
    const shares: number[] = [];
    for (const [once, again] of [
      [6, 0],
      [0, 0],
      [1, 5],
    ] as const) {
      const events = await modelsNextEvent(doubtful, { ...NAMED, recurrence: { once, again } }, PLACE);
      shares.push(events.get(`rpc ${NEW_SERVICE}`) ?? 0);
    }
    expect(shares).toEqual(shares.toSorted((a, b) => b - a));
    expect(new Set(shares).size).toBe(3);
  });

  it('is likelier among the calls of a layer, too', async () => {
    const candidates = ['stock', 'mail', NEW_SERVICE].map((service) => ({ ...node('rpc stock'), service }));
    const { model } = await scoreCandidates(doubtful, KNOWN, { ...PLACE, after: [] }, candidates);
    expect(model.get(`rpc ${NEW_SERVICE}`)).toBeGreaterThan(model.get('rpc stock') ?? 1);
  });
});
