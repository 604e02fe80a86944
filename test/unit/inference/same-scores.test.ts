import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { parseSpec } from '../../../server/src/core/spec/build.ts';
import { CODEC_NAME, CODEC_VERSION } from '../../../server/src/generate/codec/vocabulary.ts';
import { createGenerator } from '../../../server/src/generate/create-generator.ts';
import type { ScoringModel, Token } from '../../../server/src/generate/language-model.ts';
import { compileLibrary } from '../../../server/src/generate/library/library.ts';
import { type SupervisedModel, superviseModel } from '../../../server/src/inference/supervisor.ts';
import { buildWorker } from '../../support/inference.ts';
import { testParser } from '../../support/parser.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const SKETCH = `trace "place order" {
  http gateway "POST /orders" 120ms {
    rpc auth Verify 8ms {
      cache sessions GET 1ms
    }
    rpc cart GetCart 4ms {
      cache carts HGETALL 1ms
    }
    rpc orders Create 90ms {
      db orders-pg "INSERT orders" 6ms
      rpc payments Charge 60ms
      send kafka order.created 2ms
    }
  }
}
trace "pay order" {
  http gateway "POST /payments" {
    ... calls 14, depth 3
  }
}
`;

let model: SupervisedModel;

beforeAll(async () => {
  model = superviseModel({
    workerPath: await buildWorker(),
    modelPath: 'models/tracewright.gguf',
    codec: { name: CODEC_NAME, version: CODEC_VERSION },
    idleMs: 0,
  });
});

afterAll(() => model.dispose());

test('what follows a text is as likely whether it is read at once or behind what was held of it', async () => {
  const asked: { readonly text: readonly Token[]; readonly candidates: readonly Token[] }[] = [];
  const listening: ScoringModel = {
    describe: (signal) => model.describe(signal),
    scoreContinuations: (...request) => model.scoreContinuations(...request),
    score: (text, candidates, signal) => {
      asked.push({ text: [...text], candidates });
      return model.score(text, candidates, signal);
    },
  };
  const parser = await testParser();
  const generator = createGenerator({
    model: listening,
    library: Promise.resolve(compileLibrary([])),
    parse: (text) => parseSpec(parser, text),
    filesBeside: () => [],
  });
  const snapshot = { uri: 'sketch', version: 1, text: SKETCH, spec: parseSpec(parser, SKETCH) };
  for (let seed = 0; seed < 3; seed++)
    await generator.fillAll(snapshot, { seed, temperature: 0.8 }, new AbortController().signal);
  for (const { text, candidates } of asked) {
    await model.score([0], candidates);
    const atOnce = await model.score(text, candidates);
    await model.score([0], candidates);
    await model.score(text.slice(0, -1), candidates);
    expect(await model.score(text, candidates), `${text.length} tokens`).toEqual(atOnce);
  }
});
