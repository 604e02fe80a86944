import type { Node } from 'web-tree-sitter';
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
  return file.root.descendantsOfType('string').flatMap((node) => linkIn(file.text, node));
}

function linkIn(text: string, node: Node): readonly DocumentLink[] {
  const { startIndex, endIndex } = node;
  const range = { start: startIndex + 1, end: endIndex - 1 };
  const target = unquote(text.slice(startIndex, endIndex));
  if (/^https?:\/\/\S+$/.test(target)) return [{ range, target, kind: 'web' }];
  // What stands in parentheses may be an argument of a law; the parent is looked up for those alone, as it is costly.
  const isArgument = /[(,]\s*$/.test(text.slice(Math.max(0, startIndex - 20), startIndex));
  return isArgument && node.parent?.type === 'law' ? [{ range, target, kind: 'file' }] : [];
}
