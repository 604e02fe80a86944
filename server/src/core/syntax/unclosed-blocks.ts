import type { Node } from 'web-tree-sitter';
import type { Diagnostic } from '../diagnostic.ts';
import { openBraces } from './brace-balance.ts';

/**
 * One finding where blocks of `item` are still open when it ends. The grammar lets a block end with its item, so that
 * the tree has no error there (grammar.js, `block`).
 */
export function unclosedBlocks(text: string, item: Node): readonly Diagnostic[] {
  const count = countUnclosed(item);
  if (count === 0) return [];
  const range = { start: item.startIndex, end: item.endIndex };
  const suspects = openBraces(text, range).slice(0, count);
  const [guilty = range.start] = suspects;
  const end = text.slice(range.start, range.end).trimEnd().length + range.start;
  return [
    {
      code: 'syntax-unclosed',
      severity: 'error',
      range: { start: guilty, end: guilty + 1 },
      message: count === 1 ? '`{` is not closed.' : `\`{\` is not closed; ${count} blocks are open here.`,
      related: suspects.slice(1, MAX_RELATED).map((offset) => ({
        range: { start: offset, end: offset + 1 },
        message: 'This block is open too.',
      })),
      fixes: [{ title: 'Close it', edits: [{ range: { start: end, end }, text: '\n}'.repeat(count) }] }],
    },
  ];
}

const MAX_RELATED = 10;

/**
 * Blocks are open only along the last statements: what follows a closed block stands inside one that is closed too,
 * because an open one ends with everything around it.
 */
function countUnclosed(item: Node): number {
  const cursor = item.walk();
  let count = 0;
  let isBlock = false;
  while (cursor.gotoLastChild()) {
    while (NO_STATEMENT.has(cursor.nodeType) && cursor.gotoPreviousSibling());
    if (cursor.nodeType === '}') break;
    if (isBlock) count += 1;
    isBlock = BLOCKS.has(cursor.nodeType);
  }
  cursor.delete();
  return count;
}

const NO_STATEMENT: ReadonlySet<string> = new Set(['\n', ';', ',', 'comment', 'ERROR']);

const BLOCKS: ReadonlySet<string> = new Set([
  'body',
  'service_body',
  'latency_body',
  'require_body',
  'scenario_body',
  'fault_body',
]);
