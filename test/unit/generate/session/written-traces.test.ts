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

test('a trace is drawn anew where a latency rule says otherwise, not where the rule only moves', async () => {
  const text = `latency {\n  rpc f: 3ms\n}\n\n${TEXT}\ntrace x {\n  rpc f\n}\n`;
  const document = new TraceDocument(await testParser(), 'file:///a.trace', 1, text);
  const insert = (offset: number, inserted: string) => {
    const at = document.positionAt(offset);
    document.change([{ range: { start: at, end: at }, text: inserted }], document.version + 1, 0);
    return [...tracesOf(document.analysis.spec)];
  };
  const drawn = [...tracesOf(document.analysis.spec)];
  expect(drawn.at(-1)).toMatchObject([{ service: 'f', duration: 3e6 }]);
  const moved = insert(0, '# comment\n\n');
  expect(moved.at(-1)).toBe(drawn.at(-1));
  const changed = insert(document.text.indexOf('3ms'), '2');
  expect(changed.at(-1)).toMatchObject([{ service: 'f', duration: 23e6 }]);
  document.dispose();
});

test.each(['9007199254740993', '2026-03-02T10:15:00Z'])(
  'a latency rule may say what is no time, such as %s',
  async (latency) => {
    const text = `latency {\n  rpc f ${latency}\n}\n\n${TEXT}`;
    const document = new TraceDocument(await testParser(), 'file:///a.trace', 1, text);
    expect([...tracesOf(document.analysis.spec)]).toHaveLength(2);
    document.dispose();
  },
);
