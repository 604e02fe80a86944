import { afterEach, beforeEach, expect, test } from 'vitest';
import type { DocumentSymbol, FoldingRange } from 'vscode-languageserver';
import { LspClient } from './client.ts';

const URI = 'file:///orders.trace';
const TEXT = `service orders-db { db.system.name = "postgresql" }
# what a
# shop does
trace "place order" {
  http gateway "POST /orders" {
    par {
      rpc stock Reserve
      rpc ? ? ?
    }
    ... calls 3..10
  }
}
`;

let client: LspClient;

beforeEach(async () => {
  client = await LspClient.start();
  client.open(URI, TEXT);
});

afterEach(() => client.stop());

function outline(symbols: readonly DocumentSymbol[], indent = ''): string {
  return symbols
    .map((symbol) => `${indent}${symbol.name}\n${outline(symbol.children ?? [], `${indent}  `)}`)
    .join('');
}

test('the outline follows the calls', async () => {
  const symbols = await client.ask<DocumentSymbol[]>('textDocument/documentSymbol', URI);
  expect(outline(symbols)).toBe(`orders-db
place order
  gateway POST /orders
    par
      stock Reserve
      ? ?
    ...
`);
  expect(symbols[1]?.selectionRange).toEqual({
    start: { line: 3, character: 6 },
    end: { line: 3, character: 19 },
  });
});

test('blocks and comments fold, the closing line stays', async () => {
  const ranges = await client.ask<FoldingRange[]>('textDocument/foldingRange', URI);
  expect(ranges.map(({ startLine, endLine, kind }) => [startLine, endLine, kind ?? 'block'])).toEqual([
    [3, 10, 'block'],
    [4, 9, 'block'],
    [5, 7, 'block'],
    [1, 2, 'comment'],
  ]);
});

test('both follow an edit', async () => {
  client.insert(URI, { line: 6, character: 23 }, ' {\n  db stock-db SELECT\n}');
  expect(outline(await client.ask('textDocument/documentSymbol', URI))).toContain('stock-db SELECT');
  expect(await client.ask<FoldingRange[]>('textDocument/foldingRange', URI)).toContainEqual({
    startLine: 6,
    endLine: 7,
  });
});

test('a document that is not open has neither', async () => {
  expect(await client.ask('textDocument/documentSymbol', 'file:///other.trace')).toEqual([]);
  expect(await client.ask('textDocument/foldingRange', 'file:///other.trace')).toEqual([]);
});
