import {
  type DocumentSymbol,
  type FoldingRange,
  FoldingRangeKind,
  type ServerCapabilities,
  SymbolKind,
} from 'vscode-languageserver';
import { documentSymbols, type OutlineSymbol } from '../features/document-symbols.ts';
import { type FoldingRange as CoreFoldingRange, foldingRanges } from '../features/folding-ranges.ts';
import type { TraceDocument } from '../workspace/trace-document.ts';
import { answerFrom, type ServerContext } from './context.ts';

const SYMBOL_KINDS: Readonly<Record<OutlineSymbol['kind'], SymbolKind>> = {
  service: SymbolKind.Class,
  trace: SymbolKind.Module,
  scenario: SymbolKind.Package,
  latency: SymbolKind.Constant,
  call: SymbolKind.Method,
  span: SymbolKind.Method,
  group: SymbolKind.Operator,
  hole: SymbolKind.Null,
};

/** Outline and folding. */
export function structure(context: ServerContext): ServerCapabilities {
  context.connection.onDocumentSymbol(({ textDocument }, token) =>
    answerFrom(context, textDocument.uri, token, [], (document) =>
      documentSymbols(document.analysis).map((symbol) => toDocumentSymbol(document, symbol)),
    ),
  );
  context.connection.onFoldingRanges(({ textDocument }, token) =>
    answerFrom(context, textDocument.uri, token, [], (document) =>
      foldingRanges(document.analysis).map(toFoldingRange),
    ),
  );
  return { documentSymbolProvider: { label: 'Tracewright' }, foldingRangeProvider: true };
}

function toDocumentSymbol(document: TraceDocument, symbol: OutlineSymbol): DocumentSymbol {
  return {
    name: symbol.name,
    detail: symbol.detail,
    kind: SYMBOL_KINDS[symbol.kind],
    range: document.toRange(symbol.range),
    selectionRange: document.toRange(symbol.selection),
    children: symbol.children.map((child) => toDocumentSymbol(document, child)),
  };
}

function toFoldingRange({ startLine, endLine, kind }: CoreFoldingRange): FoldingRange {
  return { startLine, endLine, ...(kind === 'comment' ? { kind: FoldingRangeKind.Comment } : {}) };
}
