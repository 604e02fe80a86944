import { expect, test } from 'vitest';
import { tracesOf } from '../../../../server/src/generate/session/written-traces.ts';
import { TraceDocument } from '../../../../server/src/workspace/trace-document.ts';
import { testParser } from '../../../support/parser.ts';

const TEXT = 'trace a {\n  rpc b C 5ms\n}\n\ntrace d {\n  rpc e F 7ms {\n    db g H 2ms\n  }\n}\n';

test('a trace that only moves in the text is not drawn anew', async () => {
  const document = new TraceDocument(await testParser(), 'file:///a.trace', 1, TEXT);
  const [, before] = tracesOf(document.analysis.spec);
  const end = { line: 1, character: 13 };
  document.change([{ range: { start: end, end }, text: '\n  rpc i J' }], 2, 0);
  const [edited, moved] = tracesOf(document.analysis.spec);
  expect(edited).toMatchObject([{ service: 'b' }, { service: 'i' }]);
  expect(moved).toBe(before);
  expect(moved).toMatchObject([{ service: 'e', children: [{ service: 'g' }] }]);
  document.dispose();
});
