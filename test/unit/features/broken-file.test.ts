import { beforeAll, describe, expect, test } from 'vitest';
import type { TraceParser } from '../../../server/src/core/syntax/parser.ts';
import { applyEdits } from '../../../server/src/core/text/apply-edits.ts';
import { documentSymbols, type OutlineSymbol } from '../../../server/src/features/document-symbols.ts';
import { foldingRanges } from '../../../server/src/features/folding-ranges.ts';
import { formatting } from '../../../server/src/features/formatting.ts';
import { hover } from '../../../server/src/features/hover/hover.ts';
import { traceFile } from '../../support/fixture.ts';
import { testParser } from '../../support/parser.ts';

let parser: TraceParser;

beforeAll(async () => {
  parser = await testParser();
});

/** What may stand in a line of a body while it is typed, or after a slip. */
const BREAKAGES = [
  'rpc',
  'rpc pay Charge {',
  '}',
  'rpc pay "Charge',
  'rcp pay Charge {',
  'rpc pay Charge 12',
  'rpc pay Charge 12 ms 13ms',
  'rpc pay Charge @',
  'rpc pay Charge retry',
  'http.route =',
  'tags = [1, 2',
  'tags = { a = 1',
  '30%:',
  '30% rpc pay Charge',
  'par',
  'choose 3 {',
  'on eror { rpc pay Charge }',
  '... calls 3.., depth',
  'require { calls <, duration }',
  'rpc pay Charge ~lognormal(p50=',
  'rpc pay Charge ?(<',
  'link',
  'rpc pay-',
  ') ] , ; =',
  '§$%&',
  '/-',
  'trace',
  'rpc pay Charge 8ms ok ! broken',
  'schema 8ms',
];

function namesIn(symbols: readonly OutlineSymbol[]): readonly string[] {
  return symbols.flatMap(({ name, children }) => [name, ...namesIn(children)]);
}

describe.each(BREAKAGES)('beside a line `%s`', (line) => {
  const text = [
    'service cart { team = "basket" }',
    'trace before {',
    '  http web "GET /" {',
    '    rpc cart Get 8ms',
    '  }',
    '}',
    'trace broken {',
    '  http shop "GET /" {',
    '    rpc stock Reserve 5ms',
    `    ${line}`,
    '    rpc mail Send 6ms',
    '  }',
    '}',
    'trace after {',
    '  http till "GET /" {',
    '    rpc cart Put   9ms',
    '  }',
    '}',
    '',
  ].join('\n');

  test('the outline holds all calls, each of which has its hover', () => {
    const file = traceFile(parser, text);
    const outline = namesIn(documentSymbols(file)).join('\n');
    const calls = ['web', 'cart Get', 'shop', 'stock Reserve', 'mail Send', 'till', 'cart Put'];
    for (const call of [...calls, 'before', 'broken', 'after']) expect(outline).toContain(call);
    for (const call of calls) expect(hover(file, text.indexOf(` ${call}`) + 1)?.markdown).toBeDefined();
  });

  test('the traces around it fold, and it has a finding', () => {
    const file = traceFile(parser, text);
    const lines = text.split('\n');
    const folded = foldingRanges(file).map(({ startLine }) => lines[startLine]);
    expect(folded).toEqual(expect.arrayContaining(['trace before {', 'trace broken {', 'trace after {']));
    expect(file.syntaxDiagnostics.length + file.ruleDiagnostics.length).toBeGreaterThan(0);
  });

  test('formatting mends the layout of the trace below, loses nothing, and is done at once', () => {
    const formatted = applyEdits(text, formatting(traceFile(parser, text)));
    expect(formatted).toContain('    rpc cart Put 9ms\n');
    // Separators become line breaks.
    expect(formatted.replace(/[\s,;]/g, '')).toBe(text.replace(/[\s,;]/g, ''));
    expect(formatting(traceFile(parser, formatted))).toEqual([]);
  });
});
