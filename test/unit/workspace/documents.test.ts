import { beforeEach, expect, test } from 'vitest';
import type { TraceParser } from '../../../server/src/core/syntax/parser.ts';
import { OpenDocuments } from '../../../server/src/workspace/documents.ts';
import { testParser } from '../../support/parser.ts';

const URI = 'file:///a.trace';
let parser: TraceParser;
let documents: OpenDocuments;
let now: number;

beforeEach(async () => {
  parser = await testParser();
  now = 5;
  documents = new OpenDocuments(parser, () => now);
});

function at(line: number, character: number) {
  return { start: { line, character }, end: { line, character } };
}

test('changes count one after the other, in lines and UTF-16 columns', () => {
  documents.open(URI, 1, 'trace "𝄞" {\n}\n');
  documents.change(URI, 2, [
    { range: at(1, 0), text: '  rpc a B\n' },
    { range: at(1, 9), text: ' 5ms' },
    { range: { start: { line: 0, character: 7 }, end: { line: 0, character: 9 } }, text: 'ü' },
  ]);
  const document = documents.get(URI);
  expect(document?.text).toBe('trace "ü" {\n  rpc a B 5ms\n}\n');
  expect(document?.version).toBe(2);
  expect(document?.analysis.spec.items).toMatchObject([{ name: { value: 'ü' }, body: [{ kind: 'call' }] }]);
  expect(document?.toRange({ start: 14, end: 17 })).toEqual({
    start: { line: 1, character: 2 },
    end: { line: 1, character: 5 },
  });
});

test('a change without a range is a new text', () => {
  documents.open(URI, 1, 'trace a {\n}\n');
  documents.change(URI, 2, [{ text: 'trace b { }' }]);
  expect(documents.get(URI)?.text).toBe('trace b { }');
  expect(documents.get(URI)?.offsetAt({ line: 0, character: 6 })).toBe(6);
});

test('a position outside the text is its nearest end', () => {
  documents.open(URI, 1, 'trace a {\r\n}\r\n');
  expect(documents.get(URI)?.offsetAt({ line: 99, character: 99 })).toBe(14);
  expect(documents.get(URI)?.offsetAt({ line: 0, character: 99 })).toBe(9);
});

test('each version is analysed once, and known to have changed', () => {
  documents.open(URI, 1, 'trace a { }');
  const document = documents.get(URI);
  expect(document?.changedAt).toBeUndefined();
  const first = document?.analysis;
  expect(document?.analysis).toBe(first);
  now = 9;
  documents.change(URI, 2, [{ range: at(0, 9), text: ' ' }]);
  expect(document?.analysis).not.toBe(first);
  expect(document?.changedAt).toBe(9);
});

test('a snapshot outlives its version, with another text too', () => {
  documents.open(URI, 1, 'trace a { }');
  const snapshot = documents.get(URI)?.snapshot();
  const imagined = documents.get(URI)?.snapshot('trace b { }');
  documents.change(URI, 2, [{ text: '' }]);
  expect(snapshot).toMatchObject({
    version: 1,
    text: 'trace a { }',
    spec: { items: [{ name: { value: 'a' } }] },
  });
  expect(imagined).toMatchObject({
    version: 1,
    text: 'trace b { }',
    spec: { items: [{ name: { value: 'b' } }] },
  });
});

test('a snapshot with another text has in common with the document what that leaves as it is', () => {
  documents.open(URI, 1, 'trace a { }\ntrace b { }');
  const document = documents.get(URI);
  const imagined = document?.snapshot('trace a { }\ntrace b { rpc c D }');
  expect(imagined?.spec.items[0]).toBe(document?.analysis.spec.items[0]);
  expect(imagined?.spec.items[1]).toMatchObject({ body: [{ callee: { value: 'c' } }] });
  expect(document?.analysis.spec.items[1]).toMatchObject({ body: [] });
});

test('as many trees live as documents are open', () => {
  documents.open(URI, 1, 'trace a { }');
  documents.open('file:///b.trace', 1, 'trace b { }');
  for (let version = 2; version < 1000; version += 1) {
    documents.change(URI, version, [{ range: at(0, 9), text: version % 2 ? ' ' : '}' }]);
    documents.get(URI)?.snapshot('trace c { }');
  }
  expect(parser.liveTrees).toBe(2);
  documents.open(URI, 1, 'trace a { }');
  documents.close('file:///b.trace');
  expect(parser.liveTrees).toBe(1);
  documents.dispose();
  expect(parser.liveTrees).toBe(0);
});

test('listeners hear of what is opened, changed and closed', () => {
  const heard: string[] = [];
  documents.onChanged(({ version }) => heard.push(`changed ${version}`));
  documents.onClosed(({ uri }) => heard.push(`closed ${uri}`));
  documents.open(URI, 1, '');
  documents.change(URI, 2, [{ text: 'x' }]);
  documents.change('file:///unknown.trace', 3, [{ text: 'x' }]);
  documents.close(URI);
  documents.close(URI);
  expect(heard).toEqual(['changed 1', 'changed 2', `closed ${URI}`]);
});

test('work on a version can end with it', () => {
  documents.open(URI, 1, '');
  const first = documents.get(URI)?.whileUnchanged;
  expect(documents.get(URI)?.whileUnchanged).toBe(first);
  expect(first?.aborted).toBe(false);
  documents.change(URI, 2, [{ text: 'x' }]);
  expect(first?.aborted).toBe(true);
  const second = documents.get(URI)?.whileUnchanged;
  expect(second?.aborted).toBe(false);
  documents.close(URI);
  expect(second?.aborted).toBe(true);
});
