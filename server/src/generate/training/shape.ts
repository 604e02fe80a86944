import type { CallNode } from '../call-node.ts';

/** The tree of a call graph without names, times and repeats: graphs of one shape teach the same structure. */
export function shapeOf(roots: readonly CallNode[]): string {
  const text: string[] = [];
  const open: (CallNode | 'end')[] = [...roots].reverse();
  for (let node = open.pop(); node; node = open.pop()) {
    if (node === 'end') {
      text.push(')');
      continue;
    }
    text.push(`${node.type}(`);
    open.push('end', ...[...node.children].reverse());
  }
  return text.join('');
}
