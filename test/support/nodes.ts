import type { CallType } from '../../server/src/core/spec/spec.ts';
import type { CallNode } from '../../server/src/generate/call-node.ts';

/** A call from `type callee operation`, such as `rpc stock Reserve`, with those that it makes. */
export function node(line: string, ...children: readonly CallNode[]): CallNode {
  const [type = 'rpc', service = '', operation] = line.split(' ');
  return {
    type: type as CallType,
    service,
    ...(operation === undefined ? {} : { operation }),
    repeat: 1,
    overlaps: false,
    children,
  };
}
