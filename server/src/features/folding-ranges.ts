import type { Node } from 'web-tree-sitter';
import type { TraceFile } from './trace-file.ts';

/** Lines that fold into the first of them; both counted from zero, the last one is hidden too. */
export interface FoldingRange {
  readonly startLine: number;
  readonly endLine: number;
  readonly kind: 'block' | 'comment';
}

/** More are of no use in an editor and cost it seconds. */
const MAX_RANGES = 50_000;

const BLOCKS = [
  'body',
  'service_body',
  'latency_body',
  'require_body',
  'scenario_body',
  'fault_body',
  'map',
  'array',
];

/** Blocks in braces or brackets, and runs of whole-line comments; found in the sound parts of a broken file too. */
export function foldingRanges(file: TraceFile): readonly FoldingRange[] {
  const blocks = file.root.descendantsOfType(BLOCKS).slice(0, MAX_RANGES).flatMap(blockRange);
  const comments = file.root.descendantsOfType('comment').map(({ startPosition }) => startPosition.row);
  return [...blocks, ...commentRuns(file.text, comments)];
}

/** The line of the closing brace stays visible. */
function blockRange(node: Node): readonly FoldingRange[] {
  const startLine = node.startPosition.row;
  const endLine = node.endPosition.row - 1;
  return startLine < endLine ? [{ startLine, endLine, kind: 'block' }] : [];
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
