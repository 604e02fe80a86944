import type { TreeCursor } from 'web-tree-sitter';
import { walkTree } from '../core/syntax/traverse.ts';
import type { TraceFile } from './trace-file.ts';

/** Lines that fold into the first of them; both counted from zero, the last one is hidden too. */
export interface FoldingRange {
  readonly startLine: number;
  readonly endLine: number;
  readonly kind: 'block' | 'comment';
}

/** More are of no use in an editor and cost it seconds. */
const MAX_RANGES = 50_000;

const BLOCKS: ReadonlySet<string> = new Set([
  'body',
  'service_body',
  'latency_body',
  'require_body',
  'scenario_body',
  'fault_body',
  'map',
  'array',
]);

/** Blocks in braces or brackets, and runs of whole-line comments; found in the sound parts of a broken file too. */
export function foldingRanges(file: TraceFile): readonly FoldingRange[] {
  const blocks: FoldingRange[] = [];
  const comments: number[] = [];
  walkTree(file.root, (cursor) => {
    if (cursor.nodeType === 'comment') comments.push(cursor.startPosition.row);
    else if (BLOCKS.has(cursor.nodeType)) addBlock(blocks, cursor);
    return blocks.length < MAX_RANGES;
  });
  return [...blocks, ...commentRuns(file.text, comments)];
}

/** The line of the closing brace stays visible. */
function addBlock(blocks: FoldingRange[], cursor: TreeCursor): void {
  const startLine = cursor.startPosition.row;
  const endLine = cursor.endPosition.row - 1;
  if (startLine < endLine) blocks.push({ startLine, endLine, kind: 'block' });
}

/** `rows` ascend; a comment behind code ends a run, since folding would hide the code. */
function commentRuns(text: string, rows: readonly number[]): readonly FoldingRange[] {
  const lines = text.split('\n');
  const runs: FoldingRange[] = [];
  let start = -1;
  let last = -1;
  const close = () => {
    if (0 <= start && start < last) runs.push({ startLine: start, endLine: last, kind: 'comment' });
  };
  for (const row of rows) {
    if (lines[row]?.trimStart().startsWith('#') !== true) continue;
    if (row !== last + 1) {
      close();
      start = row;
    }
    last = row;
  }
  close();
  return runs;
}
