import type { CallNode } from '../call-node.ts';
import { ROOT_CALLER } from '../memory/evidence.ts';
import type { Memory } from '../memory/memory.ts';

/** How the traces of a memory begin, one after another. */
export function entriesOf(memory: Memory): readonly CallNode[] {
  return memory.layersOfCaller(ROOT_CALLER).flatMap(({ calls }) => calls);
}

/** Whether two of these calls are the same, as in recorded traces; who writes traces by hand begins each another way. */
export function areRepeated(entries: readonly CallNode[]): boolean {
  return new Set(entries.map(kindOf)).size < entries.length;
}

/** How many of them are like that one. */
export function countLike(entries: readonly CallNode[], call: CallNode): number {
  const kind = kindOf(call);
  return entries.filter((entry) => kindOf(entry) === kind).length;
}

/** Whether two calls ask the same of the same. */
export const isLike = (a: CallNode, b: CallNode): boolean => kindOf(a) === kindOf(b);

const kindOf = ({ type, service, operation = '' }: CallNode): string => `${type} ${service} ${operation}`;
