import { type CallType, REQUEST_TYPES } from '../../core/spec/spec.ts';
import type { Nanoseconds } from '../../core/spec/value.ts';
import type { CallNode } from '../call-node.ts';
import { elapsed } from '../draw.ts';
import type { Renaming } from './renaming.ts';

/**
 * Calls with all below them in the names that `renaming` gives. Whom nobody of the file stands for is passed over: his caller
 * calls whom he calls, and does himself what is done there without further calls; nobody works on a message in his place. Where one
 * of the file does what several do, he need not call himself.
 * @param caller of these calls, as the file names him
 * @param told as the system does
 */
export function retold(calls: readonly CallNode[], renaming: Renaming, caller = '', told = ''): CallNode[] {
  return calls.flatMap((call) => {
    const service = renaming.service(call, caller);
    const children = retold(call.children, renaming, service ?? caller, call.service);
    if (service === undefined)
      return call.type === 'recv' ? [] : children.filter(({ type }) => !ONLY_OF_ITS_CALLER.has(type));
    if (service === caller && REQUEST_TYPES.has(call.type)) return children;
    const type = renaming.type(call, service);
    const operation = renaming.operation(call, { type, service, caller, told });
    const moved = call.children.filter(
      (child) => child.children.length > 0 || renaming.service(child, service),
    );
    const time = call.duration === undefined ? {} : { duration: timeWith(children, moved, call.duration) };
    return [{ ...call, ...time, type, service, ...(operation === undefined ? {} : { operation }), children }];
  });
}

/** What nobody does for another: reads and writes of stores, and work inside. */
const ONLY_OF_ITS_CALLER: ReadonlySet<CallType> = new Set(['db', 'cache', 'in']);

/** How long a call takes with other calls below it than before. */
function timeWith(
  below: readonly CallNode[],
  before: readonly CallNode[],
  duration: Nanoseconds,
): Nanoseconds {
  const [then, now] = [elapsed(before), elapsed(below)];
  return then === now ? duration : Math.max(now, duration - then + now);
}
