import { beforeAll, expect, test } from 'vitest';
import type { TraceParser } from '../../../server/src/core/syntax/parser.ts';
import { codeActions } from '../../../server/src/features/code-actions.ts';
import { codeLenses } from '../../../server/src/features/code-lenses.ts';
import { diagnostics, MAX_DIAGNOSTICS } from '../../../server/src/features/diagnostics.ts';
import { documentLinks } from '../../../server/src/features/document-links.ts';
import { documentSymbols } from '../../../server/src/features/document-symbols.ts';
import { foldingRanges } from '../../../server/src/features/folding-ranges.ts';
import { inlayHints } from '../../../server/src/features/inlay-hints.ts';
import { preview } from '../../../server/src/features/preview.ts';
import { refactorings } from '../../../server/src/features/refactorings.ts';
import { selectionRanges } from '../../../server/src/features/selection-ranges.ts';
import { semanticTokens } from '../../../server/src/features/semantic-tokens.ts';
import type { TraceFile } from '../../../server/src/features/trace-file.ts';
import { fixture, marked, traceFile } from '../../support/fixture.ts';
import { testParser } from '../../support/parser.ts';

let parser: TraceParser;

beforeAll(async () => {
  parser = await testParser();
});

function file(text: string): TraceFile {
  return traceFile(parser, text);
}

test('tokens say what a name stands for', () => {
  const text = `service orders-db { db.system.name = "x" }
trace shop {
  http gateway "POST /" as first {
    db orders-db INSERT ?
    ...
  }
}`;
  expect(
    marked(
      text,
      semanticTokens(file(text)).map((token) => ({ ...token, label: token.type })),
    ),
  ).toBe(
    `service orders-db { db.system.name = "x" }
        ^^^^^^^^^ struct
                    ^^^^^^^^^^^^^^ property
trace shop {
      ^^^^ namespace
  http gateway "POST /" as first {
       ^^^^^^^ class
               ^^^^^^^^ method
                           ^^^^^ label
    db orders-db INSERT ?
       ^^^^^^^^^ struct
                 ^^^^^^ method
                        ^ hole
    ...
    ^^^ hole`,
  );
});

test('tokens of a range are those of the file that touch it', () => {
  const text = 'trace "ä𝄞" { rpc b C ? }\ntrace d { rpc e F ? }\n';
  const second = { start: text.indexOf('trace d'), end: text.length };
  expect(semanticTokens(file(text), second)).toEqual(
    semanticTokens(file(text)).filter(({ start }) => start >= second.start),
  );
});

test('tokens stop where a file nests deeper than is read, however deep it goes on', () => {
  const levels = 40_000;
  const tokens = semanticTokens(file(`trace {\n${'rpc a B {\n'.repeat(levels)}${'}\n'.repeat(levels)}}\n`));
  expect(tokens.length).toBeGreaterThan(1_000);
  expect(tokens.length).toBeLessThan(2_500);
});

test('severities can be set, findings hidden', () => {
  const text = 'trace { db a B { rpc c D } }';
  const codes = (overrides: Parameters<typeof diagnostics>[1]) =>
    diagnostics(file(text), overrides).map(({ code, severity }) => `${code} ${severity}`);
  expect(codes({})).toEqual(['store-with-children error']);
  expect(codes({ 'store-with-children': 'hint' })).toEqual(['store-with-children hint']);
  expect(codes({ 'store-with-children': 'off' })).toEqual([]);
});

test('of very many findings the first are shown, and that there are more', () => {
  const text = `trace {\n${'db a B { rpc c D }\n'.repeat(MAX_DIAGNOSTICS + 5)}}`;
  const found = diagnostics(file(text), {});
  expect(found).toHaveLength(MAX_DIAGNOSTICS + 1);
  expect(found.at(-1)).toMatchObject({
    code: 'too-many-findings',
    message: 'The first 1000 of 1005 findings are shown.',
  });
});

test('a finding offers its remedies where it stands', () => {
  const text = 'trace { rpc a B as one\n in a work { link onee } }';
  const at = text.indexOf('onee');
  const [action] = codeActions(file(text), { start: at, end: at });
  expect(action?.diagnostic.code).toBe('unknown-label');
  expect(action?.fix.edits).toEqual([{ range: { start: at, end: at + 4 }, text: 'one' }]);
  expect(codeActions(file(text), { start: 0, end: 0 })).toEqual([]);
});

test.each([
  ['on a call that makes calls', 'trace x {\n  http gat$0eway Get {\n    rpc auth Verify\n  }\n}\n'],
  ['at the brace behind it', 'trace x {\n  http gateway Get {$0\n    rpc auth Verify\n  }\n}\n'],
  ['on a call that a fill wrote there', 'trace x {\n  http gateway Get {\n    rpc au$0th Verify\n  }\n}\n'],
  ['in a `par` of a call', 'trace x {\n  http gateway Get {\n    par {$0\n      rpc a B\n    }\n  }\n}\n'],
])('a redraw is offered %s', (_where, marked) => {
  const { text, offset } = fixture(marked);
  expect(refactorings(file(text), { start: offset, end: offset })).toEqual([{ action: 'redraw', offset }]);
});

test.each([
  ['on a call that makes none', 'trace x {\n  http gat$0eway Get\n}\n'],
  ['on a call that only says something', 'trace x {\n  http gat$0eway Get { tenant = "a" }\n}\n'],
  ['on the trace itself', 'trace $0x {\n  http gateway Get { rpc auth Verify }\n}\n'],
  ['outside of a trace', 'trace x {\n  http gateway Get { rpc auth Verify }\n}\n\n$0'],
  ['in a muted call', 'trace x {\n  /- http gat$0eway Get { rpc auth Verify }\n}\n'],
  ['in an exact trace', 'trace x exact {\n  span server gat$0eway Get { span client auth Verify }\n}\n'],
])('no redraw is offered %s', (_where, marked) => {
  const { text, offset } = fixture(marked);
  expect(refactorings(file(text), { start: offset, end: offset })).toEqual([]);
});

test('a trace has a lens for its preview, and one for its holes where it has any', () => {
  const text = 'trace a { rpc b C ? }\ntrace d { rpc e F }\n/- trace g { ... }\n';
  expect(
    codeLenses(file(text)).map(({ range, action }) => [text.slice(range.start, range.end), action]),
  ).toEqual([
    ['a', 'preview'],
    ['a', 'fill-all'],
    ['d', 'preview'],
  ]);
});

test('hints say when each call starts', () => {
  const text = 'trace { rpc a B 5ms\n rpc c D 5ms }';
  const hints = inlayHints(file(text), { start: 0, end: text.length });
  expect(hints.map(({ offset, text: hint }) => [text.slice(offset, offset + 7), hint])).toEqual([
    ['rpc a B', '0ns'],
    ['rpc c D', '5ms'],
  ]);
  expect(inlayHints(file(text), { start: 0, end: 10 })).toHaveLength(1);
});

test('the selection grows with the syntax', () => {
  const { text, offset } = fixture('trace a { rpc auth Ver$0ify 8ms }');
  expect(selectionRanges(file(text), offset).map(({ start, end }) => text.slice(start, end))).toEqual([
    'Verify',
    'rpc auth Verify 8ms',
    '{ rpc auth Verify 8ms }',
    'trace a { rpc auth Verify 8ms }',
  ]);
});

test('links are web addresses and files of values', () => {
  const text = 'service a { schema "https://x.org/s" }\ntrace { rpc a "not a link" ~empirical("d.csv") }';
  expect(
    documentLinks(file(text)).map(({ range, target, kind }) => [
      text.slice(range.start, range.end),
      target,
      kind,
    ]),
  ).toEqual([
    ['https://x.org/s', 'https://x.org/s', 'web'],
    ['d.csv', 'd.csv', 'file'],
  ]);
});

test('the preview marks findings', () => {
  const { shown } = preview(file('trace shop { db a B { rpc c D } }'));
  expect(shown).toMatchObject({ name: 'shop' });
  expect(shown?.rows.violations).toMatchObject([[0, [{ code: 'store-with-children' }]]]);
});

test('the preview names all traces and draws the one that is wanted, else the first', () => {
  const seen = file('trace a { rpc x }\n/- trace b { rpc y }\ntrace c { rpc z }');
  expect(preview(seen).traces.map(({ name }) => name)).toEqual(['a', 'c']);
  expect(preview(seen).shown?.name).toBe('a');
  expect(preview(seen, '["c",0]').shown?.name).toBe('c');
  expect(preview(seen, '["gone",0]').shown?.name).toBe('a');
  expect(preview(file('# nothing yet'))).toEqual({ traces: [] });
});

test.each([
  ['deep nesting', `trace {${'rpc a B {\n'.repeat(100_000)}`],
  ['closing braces', '}'.repeat(20_000)],
  ['a long line', `trace { rpc a ${'b'.repeat(1_000_000)} }`],
  ['quotes', '"'.repeat(5000)],
  ['binary', String.fromCharCode(...Array.from({ length: 3000 }, (_, i) => i % 32))],
  ['nothing', ''],
])('no feature fails on %s', (_name, text) => {
  const seen = file(text);
  const range = { start: 0, end: text.length };
  expect(() => [
    documentSymbols(seen),
    foldingRanges(seen),
    semanticTokens(seen),
    diagnostics(seen, {}),
    codeActions(seen, range),
    refactorings(seen, range),
    codeLenses(seen),
    inlayHints(seen, range),
    selectionRanges(seen, text.length >> 1),
    documentLinks(seen),
    preview(seen),
  ]).not.toThrow();
});
