import { walkTree } from '../core/syntax/traverse.ts';
import { unquote } from '../core/text/names.ts';
import type { TextRange } from '../core/text/range.ts';
import type { TraceFile } from './trace-file.ts';

export interface DocumentLink {
  /** Of what stands between the quotes. */
  readonly range: TextRange;
  /** A web address, or the path of a file from the document's folder. */
  readonly target: string;
  readonly kind: 'web' | 'file';
}

/** Web addresses in quotes, and the files that `~empirical` reads. */
export function documentLinks(file: TraceFile): readonly DocumentLink[] {
  const links: DocumentLink[] = [];
  walkTree(file.root, (cursor) => {
    if (cursor.nodeType !== 'string') return true;
    const range = { start: cursor.startIndex + 1, end: cursor.endIndex - 1 };
    const target = unquote(cursor.nodeText);
    if (/^https?:\/\/\S+$/.test(target)) links.push({ range, target, kind: 'web' });
    else if (cursor.currentNode.parent?.type === 'law') links.push({ range, target, kind: 'file' });
    return false;
  });
  return links;
}
