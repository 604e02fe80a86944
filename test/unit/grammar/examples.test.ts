import { readdirSync, readFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import type { TraceParser } from '../../../server/src/core/syntax/parser.ts';
import { syntaxDiagnostics } from '../../../server/src/core/syntax/syntax-diagnostics.ts';
import { testParser } from '../../support/parser.ts';

let parser: TraceParser;

beforeAll(async () => {
  parser = await testParser();
});

test.each(readdirSync('examples').filter((name) => name.endsWith('.trace')))(
  '%s has no syntax error',
  (name) => {
    const document = parser.open(readFileSync(`examples/${name}`, 'utf8'));
    expect(syntaxDiagnostics(document)).toEqual([]);
    document.dispose();
  },
);

/** Blocks of Markdown that say `trace` and show whole files. */
function traceBlocks(markdown: string): readonly string[] {
  return [...markdown.matchAll(/^```trace\n([\s\S]*?)^```$/gm)].map(([, block = '']) => block);
}

test('every block of the language reference has no syntax error', () => {
  const blocks = traceBlocks(readFileSync('docs/language.md', 'utf8'));
  expect(blocks.length).toBeGreaterThan(8);
  for (const block of blocks) {
    const document = parser.open(block);
    expect(syntaxDiagnostics(document), block).toEqual([]);
    document.dispose();
  }
});
