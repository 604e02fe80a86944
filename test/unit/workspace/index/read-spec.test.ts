import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { beforeAll, describe, expect, it, test } from 'vitest';
import { parseSpec } from '../../../../server/src/core/spec/build.ts';
import { symbolsOf } from '../../../../server/src/core/symbols/symbols-of.ts';
import type { TraceParser } from '../../../../server/src/core/syntax/parser.ts';
import { tracesOf } from '../../../../server/src/generate/session/written-traces.ts';
import { readClosedFile } from '../../../../server/src/handlers/closed-files.ts';
import { pausesFor } from '../../../../server/src/workspace/index/pause.ts';
import { piecesOf } from '../../../../server/src/workspace/index/pieces.ts';
import { readSpec } from '../../../../server/src/workspace/index/read-spec.ts';
import { testParser } from '../../../support/parser.ts';

const EXAMPLES = path.resolve('examples');
const noPause = async () => undefined;

let parser: TraceParser;

beforeAll(async () => {
  parser = await testParser();
});

describe('a file that is read in pieces', () => {
  it.each(readdirSync(EXAMPLES).filter((name) => name.endsWith('.trace')))(
    'says the same as one that is read at once: %s',
    async (name) => {
      const text = readFileSync(path.join(EXAMPLES, name), 'utf8').repeat(3);
      const [whole, pieces] = [parseSpec(parser, text), await readSpec(parser, text, noPause)];
      expect([...symbolsOf(pieces).services.keys()]).toEqual([...symbolsOf(whole).services.keys()]);
      expect([...tracesOf(pieces)]).toEqual([...tracesOf(whole)]);
    },
  );

  it('is known as far as its pieces are short', async () => {
    const call = '    rpc stock Reserve\n';
    const text = `trace a {\n  http web Get {\n${call.repeat(2_000)}  }\n}\ntrace b {\n  rpc late Do\n}\n`;
    const [long = [], short] = [...tracesOf(await readSpec(parser, text, noPause))];
    const [web] = long;
    expect(web?.children.length).toBeGreaterThan(500);
    expect(web?.children.length).toBeLessThan(1_000);
    expect(short).toMatchObject([{ service: 'late' }]);
  });

  it.each([
    ['binary', '\0\u0001trace {'.repeat(5_000)],
    ['one long line', 'trace { '.repeat(20_000)],
    ['braces only', '}\n'.repeat(50_000)],
    ['nested deeply', `trace a {\n${'rpc a B {\n'.repeat(50_000)}${'}\n'.repeat(50_000)}}\n`],
    ['nothing', ''],
  ])('does no harm where it is %s', async (_what, text) => {
    for (const piece of piecesOf(text)) expect(piece.length).toBeLessThanOrEqual(16_000);
    const { contents, layers } = await readClosedFile(await readSpec(parser, text, noPause), noPause);
    expect(layers).toBeLessThan(1_000);
    expect(contents.names.services.size).toBeLessThan(10);
  });
});

describe('work in the background', () => {
  test('stands back for others when it has taken its time', async () => {
    let now = 0;
    const pause = pausesFor(new AbortController().signal, { now: () => now, busyUntil: () => 0 });
    const order: string[] = [];
    setImmediate(() => order.push('another'));
    now = 2;
    await pause();
    order.push('still at it');
    now = 4;
    await pause();
    order.push('back again');
    expect(order).toEqual(['still at it', 'another', 'back again']);
  });

  test('ends where it is not wanted any more', async () => {
    const ended = new AbortController();
    const pause = pausesFor(ended.signal, { now: () => 0, busyUntil: () => 0 });
    ended.abort();
    await expect(pause()).rejects.toThrow();
  });

  test('rests as long as the user is at it', async () => {
    let now = 0;
    const pause = pausesFor(new AbortController().signal, { now: () => now, busyUntil: () => 10 });
    let goesOn = false;
    const paused = pause().then(() => {
      goesOn = true;
    });
    for (now = 1; now < 10; now++) {
      await setTimeout(1);
      expect(goesOn).toBe(false);
    }
    await paused;
    expect(goesOn).toBe(true);
  });
});
