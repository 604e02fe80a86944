import type { CallType } from '../core/spec/spec.ts';
import { wordsOf } from './codec/words.ts';
import type { Memory } from './memory/memory.ts';

/** Where an operation is to be named. */
export interface OperationPlace {
  readonly caller: string;
  readonly callerOperation: string | undefined;
  readonly type: CallType;
  readonly callee: string;
  /** Operations of the same callee that stand earlier in the layer. */
  readonly used: readonly string[];
}

export interface WeightedOperation {
  readonly operation: string;
  readonly weight: number;
}

/** What a call seen under the same operation of the caller counts more than one seen anywhere. */
const SAME_OPERATION = 24;
const SAME_CALLER = 6;
/** A call that stands in the layer already is seldom made again, unless the memory shows it twice. */
const AGAIN = 0.1;

/** Operations that the callee is known to serve, likeliest first; empty where it is always called without one. */
export function knownOperations(memory: Memory, place: OperationPlace): WeightedOperation[] {
  const weights = new Map<string, number>();
  const add = (operation: string, weight: number) =>
    weights.set(operation, (weights.get(operation) ?? 0) + weight);
  for (const layer of memory.layersOfCaller(place.caller)) {
    const weight = layer.operation === (place.callerOperation ?? '') ? SAME_OPERATION : SAME_CALLER;
    for (const call of layer.calls) {
      if (call.service === place.callee && call.type === place.type && call.operation !== undefined)
        add(call.operation, weight);
    }
  }
  for (const [operation, count] of memory.operationsOf(place.type, place.callee))
    add(operation, Math.min(count, 4));
  return [...weights]
    .map(([operation, weight]) => ({
      operation,
      weight: place.used.includes(operation) ? weight * AGAIN : weight,
    }))
    .sort((a, b) => b.weight - a.weight || compare(a.operation, b.operation));
}

/** An operation for a callee that nobody has called yet, in the habit of its type. */
export function habitualOperation(
  type: CallType,
  callee: string,
  callerOperation: string | undefined,
): string | undefined {
  const noun = wordsOf(callee).filter((word) => !GENERIC.has(word))[0] ?? 'items';
  const writes = /^(post|put|delete|patch|create|place|submit|add|update|set|book|pay)/iu.test(
    callerOperation ?? '',
  );
  switch (type) {
    case 'http':
      return writes ? `POST /${noun}` : `GET /${noun}`;
    case 'rpc':
      return `${writes ? 'Update' : 'Get'}${noun.slice(0, 1).toUpperCase()}${noun.slice(1)}`;
    case 'db':
      return writes ? `INSERT ${noun}` : `SELECT ${noun}`;
    case 'cache':
      return writes ? 'SET' : 'GET';
    case 'send':
    case 'recv':
      return `${noun}-events`;
    default:
      return undefined;
  }
}

/** Words that say what a thing is, not what it is about. */
export const GENERIC: ReadonlySet<string> = new Set(
  'service services svc server api app db database sql postgres postgresql mysql mongo mongodb cache redis memcached store storage queue kafka rabbitmq topic events'.split(
    ' ',
  ),
);

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
