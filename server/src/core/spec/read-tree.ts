import type { Node, TreeCursor } from 'web-tree-sitter';
import { MAX_NESTING } from '../syntax/nesting.ts';
import { BlockAssembler } from './assemble.ts';
import { buildEntry, isEntryType } from './build-entry.ts';
import type { Block, Cst } from './cst.ts';
import { defined } from './defined.ts';
import * as kinds from './kinds.ts';
import { isLeaf, isSilent } from './node-types.ts';

/** A walk over a tree: `cursor` stands on the node that is read next and stands there again afterwards. */
export interface TreeReader {
  readonly cursor: TreeCursor;
  readonly source: string;
  /** The tree is without an error. */
  readonly isSound: boolean;
  depth: number;
}

/** A walk that stands on `root`; its cursor is to be deleted. */
export function treeReader(root: Node, source: string): TreeReader {
  return { cursor: root.walk(), source, isSound: !root.hasError, depth: 0 };
}

/** Whether an entry may stand in a block; what may not is kept as unreadable text. */
type Accepts = (entry: kinds.Entry) => boolean;

const BLOCKS: ReadonlyMap<string, Accepts> = new Map<string, Accepts>([
  ['source_file', kinds.isItem],
  ['service_body', kinds.isServiceStatement],
  ['latency_body', kinds.isLatencyRule],
  ['body', kinds.isStatement],
  ['require_body', kinds.isClauseOrBroken],
  ['scenario_body', kinds.isScenarioStatement],
  ['fault_body', kinds.isFaultRule],
  ['map', kinds.isAttribute],
]);

/** What may stand in a block of this type. */
export function acceptsIn(type: string): Accepts {
  return BLOCKS.get(type) ?? kinds.isItem;
}

/** Copies the node at the cursor with what is below it; the entries of its block are built on the way. */
export function readTree(reader: TreeReader): Cst {
  return readNode(reader, reader.cursor.nodeType);
}

function readNode(reader: TreeReader, type: string): Cst {
  const { cursor } = reader;
  const { startIndex: start, endIndex: end, currentFieldName: field } = cursor;
  if (type === 'ERROR' || reader.depth >= MAX_NESTING) return leaf('ERROR', field, start, end, true);
  if (isLeaf(type) || !cursor.gotoFirstChild()) return leaf(type, field, start, end, start === end);
  const inside = readChildren(reader, type);
  cursor.gotoParent();
  return { type, field, start, end, ...inside };
}

/** Reads the block at the cursor; a file counts as one. */
export function readBlock(reader: TreeReader): Block {
  const { cursor, source } = reader;
  const type = cursor.nodeType;
  const range = { start: cursor.startIndex, end: cursor.endIndex };
  const isFile = type === 'source_file' || type === 'ERROR';
  const assembler = new BlockAssembler(source, isFile ? 'file' : 'brace', range.start + (isFile ? 0 : 1));
  let last = '';
  if (type === 'ERROR') {
    readError(reader, assembler, kinds.isItem);
  } else if (cursor.gotoFirstChild()) {
    const accepts = acceptsIn(type);
    do last = readBlockChild(reader, assembler, accepts);
    while (cursor.gotoNextSibling());
    cursor.gotoParent();
  }
  const { entries, comment, inner } = assembler;
  return defined({
    range,
    entries,
    comment,
    inner,
    unclosed: isFile || last === '}' ? undefined : (true as const),
  });
}

/** Reads one child of a block into `assembler`: a comment, an entry, or text that is neither. Returns its type. */
export function readBlockChild(reader: TreeReader, assembler: BlockAssembler, accepts: Accepts): string {
  const { cursor, source } = reader;
  const type = cursor.nodeType;
  if (type === 'comment') assembler.addComment(cursor.startIndex, cursor.endIndex);
  else if (type === 'ERROR') readError(reader, assembler, accepts);
  else if (isEntryType(type))
    assembler.addEntry(inPlace(buildEntry(readTree(reader), source), accepts, source));
  return type;
}

/** A statement at a place where it means nothing, such as a call outside every trace, is kept as text. */
function inPlace(entry: kinds.Entry, accepts: Accepts, source: string): kinds.Entry {
  if (accepts(entry)) return entry;
  const { range } = entry;
  const text = source.slice(range.start, range.end).trimEnd();
  const misplaced = kinds.isStatement(entry) ? entry : undefined;
  return defined({ kind: 'unreadable' as const, range, text, misplaced });
}

/** Keeps the entries that are whole and what stands between them as text. */
function readError(reader: TreeReader, assembler: BlockAssembler, accepts: Accepts): void {
  const { cursor, source } = reader;
  const end = cursor.endIndex;
  let unread = cursor.startIndex;
  if (cursor.gotoFirstChild()) {
    do {
      const entry = isEntry(cursor) ? buildEntry(readTree(reader), source) : undefined;
      if (entry === undefined || !accepts(entry)) continue;
      assembler.addUnreadable(unread, entry.range.start);
      assembler.addEntry(entry);
      unread = entry.range.end;
    } while (cursor.gotoNextSibling());
    cursor.gotoParent();
  }
  assembler.addUnreadable(unread, end);
}

/** Keywords that could not be placed are named as the statements that they begin. */
function isEntry(cursor: TreeCursor): boolean {
  return isEntryType(cursor.nodeType) && cursor.nodeIsNamed;
}

function readChildren(reader: TreeReader, parent: string): Pick<Cst, 'children' | 'block' | 'damaged'> {
  const { cursor } = reader;
  const children: Cst[] = [];
  let block: Block | undefined;
  let damaged = false;
  reader.depth += 1;
  do {
    const type = cursor.nodeType;
    if (isBlock(cursor, type)) {
      block = readBlock(reader);
    } else if (!isSilent(type, parent)) {
      const child = readNode(reader, type);
      children.push(child);
      if (child.damaged && !isWrapped(type, parent)) damaged = true;
    } else if (!reader.isSound && cursor.nodeIsMissing) {
      damaged = true;
    }
  } while (cursor.gotoNextSibling());
  reader.depth -= 1;
  return block === undefined ? { children, damaged } : { children, damaged, block };
}

/** A map is a block only where it is the body of an event, a throw or a link; elsewhere it is a value. */
function isBlock(cursor: TreeCursor, type: string): boolean {
  return BLOCKS.has(type) && (type !== 'map' || cursor.currentFieldName === 'body');
}

/** The statement that `/-` or a share stands before: it is kept and printed by itself. */
function isWrapped(type: string, parent: string): boolean {
  return (parent === 'muted' || parent === 'alternative') && isEntryType(type);
}

function leaf(type: string, field: string | null, start: number, end: number, damaged: boolean): Cst {
  return { type, field, start, end, children: [], damaged };
}
