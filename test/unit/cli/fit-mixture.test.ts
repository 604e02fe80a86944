import { describe, expect, it } from 'vitest';
import { isHeldOut } from '../../../server/src/generate/training/held-out.ts';
import { run } from './memory-io.ts';
import { scoring } from './scoring.ts';

const HELD = Array.from({ length: 99 }, (_, index) => `shop ${index}`).find(isHeldOut) ?? '';
/** Two kinds of requests of one system: what comes next is not always the same. */
const GRAPHS = [['auth', 'shop-db'], ['shop-db']].map((callees) => ({
  source: 'test',
  service: HELD,
  usable: true,
  edges: [
    { id: '0', parent: null, callee: 'shop', type: 'http', start_ms: 0, finish_ms: 9 },
    ...callees.map((callee, index) => ({
      id: `${index + 1}`,
      parent: '0',
      callee,
      type: 'rpc',
      start_ms: index,
      finish_ms: index + 1,
    })),
  ],
}));
const lines = (graphs: readonly object[]) => graphs.map((graph) => `${JSON.stringify(graph)}\n`).join('');

describe('tracewright fit-mixture', () => {
  it('prints a weight for each feature, of the next call and of a callee among others, and what they gain', async () => {
    const { code, out, err } = await run(['fit-mixture', 'a.jsonl', '--cases', '8'], {
      files: { 'a.jsonl': lines([...GRAPHS, ...GRAPHS, ...GRAPHS]) },
      scoring: scoring(),
    });
    expect(code).toBe(0);
    const fitted = JSON.parse(out);
    expect(fitted.features).toContain('closeness');
    expect(fitted.next).toHaveLength(fitted.features.length);
    expect(fitted.masked).toHaveLength(fitted.features.length);
    expect(err).toMatch(
      /the next call: \d+ decisions, -[\d.]+ nats with the present weights, -[\d.]+ with these/u,
    );
  });

  it('says so where all of it was trained on', async () => {
    const taught = GRAPHS.map((graph) => ({ ...graph, service: 'taught' }));
    const { code, err } = await run(['fit-mixture', 'a.jsonl'], {
      files: { 'a.jsonl': lines(taught) },
      scoring: scoring(),
    });
    expect([code, err]).toEqual([
      2,
      'tracewright fit-mixture: Nothing of these graphs is held out of training.\n',
    ]);
  });
});
