import { type Language, type Node, Query, type QueryOptions } from 'web-tree-sitter';
import type { Mention, ServiceKind, Symbols } from '../core/symbols/symbols.ts';
import { symbolsOf } from '../core/symbols/symbols-of.ts';
import { MAX_NESTING } from '../core/syntax/nesting.ts';
import { pointAt } from '../core/syntax/point.ts';
import type { TextRange } from '../core/text/range.ts';
import type { TraceFile } from './trace-file.ts';

/** Standard types where there is one; `hole` is ours. Colours of the rest come from the TextMate grammar. */
export const TOKEN_TYPES = [
  'namespace',
  'class',
  'struct',
  'event',
  'method',
  'property',
  'label',
  'hole',
] as const;

export const TOKEN_MODIFIERS = ['declaration'] as const;

export type TokenType = (typeof TOKEN_TYPES)[number];

export interface SemanticToken extends TextRange {
  readonly type: TokenType;
  readonly declaration: boolean;
}

/** Services look like classes, stores like structures, queues like events. */
const SERVICE_TYPES: Readonly<Record<ServiceKind, TokenType>> = {
  service: 'class',
  store: 'struct',
  queue: 'event',
};

/** What a name stands for, in text order; with a `range`, only what touches it. */
export function semanticTokens(file: TraceFile, range?: TextRange): readonly SemanticToken[] {
  const tokens = [...namesIn(symbolsOf(file.spec)), ...syntaxTokens(file, range)];
  const wanted = range === undefined ? tokens : tokens.filter((token) => overlap(token, range));
  return withoutOverlaps(wanted.sort((a, b) => a.start - b.start));
}

function namesIn(symbols: Symbols): readonly SemanticToken[] {
  const services = [...symbols.services.values()].flatMap(({ kind, declarations, mentions }) => {
    const type = SERVICE_TYPES[kind];
    const declared = declarations.flatMap(({ name, alias }) =>
      alias === undefined ? [name] : [name, alias],
    );
    return [...declared.map(({ range }) => token(range, type, true)), ...mentions.map(mentionToken(type))];
  });
  const traces = symbols.traces.flatMap(({ nameRange, uses, labels }) => [
    ...(nameRange ? [token(nameRange, 'namespace', true)] : []),
    ...uses.map((use) => token(use, 'namespace')),
    ...[...labels.values()].flatMap(({ definitions, uses: places }) => [
      ...definitions.map(({ range }) => token(range, 'label', true)),
      ...places.map(({ range }) => token(range, 'label')),
    ]),
  ]);
  return [...services, ...traces];
}

function mentionToken(type: TokenType): (mention: Mention) => SemanticToken {
  return ({ range }) => token(range, type);
}

function syntaxTokens({ root, text }: TraceFile, range: TextRange | undefined): readonly SemanticToken[] {
  return queryFor(root.tree.language)
    .captures(root, { maxStartDepth: MAX_DEPTH, ...(range && linesOf(root, text, range)) })
    .map(({ name, node }) => token({ start: node.startIndex, end: node.endIndex }, name as TokenType));
}

/** What is nested deeper is not read at all; a query counts levels in 16 bits and takes minutes beyond. */
const MAX_DEPTH = 2 * MAX_NESTING;

/** Bounds of a query are whole lines; what lies outside the range is left out afterwards. */
function linesOf(root: Node, text: string, range: TextRange): QueryOptions {
  const startPosition = { row: pointAt(root, text, range.start).row, column: 0 };
  const endPosition = { row: pointAt(root, text, range.end).row + 1, column: 0 };
  return { startPosition, endPosition };
}

/** What the syntax alone says; the names of captures are token types. */
const SYNTAX = `
  (hole) @hole
  "..." @hole
  (call operation: [(name) (string)] @method)
  (span name: [(name) (string)] @method)
  (attribute key: _ @property)
`;

/** Compiling takes longer than asking. */
const queries = new WeakMap<Language, Query>();

function queryFor(language: Language): Query {
  const query = queries.get(language) ?? new Query(language, SYNTAX);
  queries.set(language, query);
  return query;
}

function token({ start, end }: TextRange, type: TokenType, declaration = false): SemanticToken {
  return { start, end, type, declaration };
}

/** The protocol has no place for tokens inside each other. */
function withoutOverlaps(tokens: readonly SemanticToken[]): readonly SemanticToken[] {
  let end = 0;
  return tokens.filter((each) => {
    if (each.start < end || each.end <= each.start) return false;
    end = each.end;
    return true;
  });
}

function overlap(a: TextRange, b: TextRange): boolean {
  return a.start <= b.end && b.start <= a.end;
}
