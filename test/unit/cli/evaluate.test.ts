import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { isHeldOut } from '../../../server/src/generate/training/held-out.ts';
import { run } from './memory-io.ts';
import { scoring } from './scoring.ts';

const GRAPH = {
  source: 'test',
  service: 'shop /orders',
  usable: true,
  edges: [
    { id: '0', parent: null, callee: 'shop', type: 'http', start_ms: 0, finish_ms: 9 },
    { id: '1', parent: '0', callee: 'auth', type: 'rpc', start_ms: 1, finish_ms: 3 },
    { id: '2', parent: '0', callee: 'shop-db', type: 'db', start_ms: 4, finish_ms: 8 },
  ],
};
const LINES = `${JSON.stringify(GRAPH)}\n${JSON.stringify(GRAPH)}\n`;

describe('tracewright evaluate', () => {
  it('prints a table, or JSON with a row for each figure', async () => {
    const world = () => ({ files: { 'a.jsonl': LINES }, scoring: scoring() });
    const table = await run(['evaluate', 'a.jsonl', '--k', '0,1', '--cases', '5'], world());
    expect(table.out.split('\n')[0]).toMatch(
      /^row +k +n +model \(95 %\) +memory \(95 %\) +mixture \(95 %\)$/,
    );
    const { code, out } = await run(['evaluate', 'a.jsonl', '--k', '0,1', '--cases', '5', '--json'], world());
    expect(code).toBe(0);
    const rows: Record<string, unknown>[] = JSON.parse(out);
    expect(rows.map(({ row, k }) => `${row} ${k}`)).toContain('duration 1');
    for (const row of rows) {
      expect(Object.keys(row)).toEqual(['row', 'k', 'n', 'model', 'memory', 'mixture', 'intervals']);
    }
  });

  it('prints how often what was given a probability came true, where that is asked for', async () => {
    const world = () => ({ files: { 'a.jsonl': LINES }, scoring: scoring() });
    const options = ['evaluate', 'a.jsonl', '--k', '0', '--cases', '5', '--calibration'];
    const table = await run(options, world());
    expect(table.out).toMatch(
      /next, k = 0, mixture: expected calibration error \.\d\d\nprobability +n +mean +right\n/u,
    );
    const { out } = await run([...options, '--json'], world());
    const [next]: { readonly reliability: { readonly model: readonly { readonly n: number }[] } }[] =
      JSON.parse(out);
    expect(next?.reliability.model.reduce((sum, { n }) => sum + n, 0)).toBe(5);
  });

  it('keeps to what was held out of training, and of that to shapes that are in no other service', async () => {
    const held = Array.from({ length: 99 }, (_, index) => `held ${index}`).find(isHeldOut) ?? '';
    const taught = Array.from({ length: 99 }, (_, index) => `taught ${index}`).find(
      (name) => !isHeldOut(name),
    );
    const like = { ...GRAPH, service: held };
    const unlike = { ...like, edges: GRAPH.edges.slice(0, 2) };
    const judge = async (lines: readonly object[], ...options: string[]) => {
      const text = [{ ...GRAPH, service: taught }, ...lines].map((line) => JSON.stringify(line)).join('\n');
      const { out, err } = await run(['evaluate', 'a.jsonl', '--k', '1', '--cases', '2', ...options], {
        files: { 'a.jsonl': text },
        scoring: scoring(),
      });
      return out.includes('next') ? 'judged' : err + out;
    };
    // A second trace is needed for a workspace of one.
    expect(await judge([like], '--held-out')).not.toBe('judged');
    expect(await judge([like, like], '--held-out')).toBe('judged');
    expect(await judge([like, like], '--held-out', '--unseen-shapes')).toContain('no usable call graph');
    // Its workspace may hold what is not asked about.
    expect(await judge([like, unlike], '--held-out', '--unseen-shapes')).toBe('judged');
  });

  it('reads what is packed with gzip, whatever its name', async () => {
    const files = { 'a.bin': new Uint8Array(gzipSync(LINES)) };
    const { code } = await run(['evaluate', 'a.bin', '--k', '0', '--cases', '2'], {
      files,
      scoring: scoring(),
    });
    expect(code).toBe(0);
  });

  it.each([
    [['--k', '0,x'], LINES, '--k takes whole numbers with commas between'],
    [['--cases', '-1'], LINES, '--cases'],
    [[], '{"edges": [\n', 'a.jsonl:1 is no JSON'],
    [[], '{}\n', 'There is no usable call graph'],
  ])('says what is wrong with %j over %j', async (options, text, message) => {
    const { code, err } = await run(['evaluate', 'a.jsonl', ...options], { files: { 'a.jsonl': text } });
    expect(code).toBe(2);
    expect(err).toContain(message);
  });

  it('says why the model cannot be asked', async () => {
    const { code, err } = await run(['evaluate', 'a.jsonl'], { files: { 'a.jsonl': LINES } });
    expect([code, err]).toEqual([2, 'tracewright evaluate: There is no model here.\n']);
  });
});
