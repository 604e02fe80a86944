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

/** A call at the same place among those of its callee, in a layer that was asked for the same. */
const SAME_PLACE = 3;
/** Who is asked to show something seldom changes anything, unless he was seen to. */
const CHANGES_FOR_A_READER = 0.1;

/** Operations that the callee is known to serve, likeliest first; empty where it is always called without one. */
export function knownOperations(memory: Memory, place: OperationPlace): WeightedOperation[] {
  const weights = new Map<string, number>();
  const add = (operation: string, weight: number) =>
    weights.set(operation, (weights.get(operation) ?? 0) + weight);
  for (const layer of memory.layersOfCaller(place.caller)) {
    const same = layer.operation === (place.callerOperation ?? '');
    const calls = layer.calls.filter(({ service, type }) => service === place.callee && type === place.type);
    calls.forEach(({ operation }, index) => {
      if (operation === undefined) return;
      const here = index === place.used.length ? SAME_PLACE : 1;
      add(operation, layer.weight * (same ? SAME_OPERATION * here : SAME_CALLER * changes(operation, place)));
    });
  }
  for (const [operation, count] of memory.operationsOf(place.type, place.callee))
    add(operation, Math.min(count, 4) * changes(operation, place));
  return [...weights]
    .map(([operation, weight]) => ({
      operation,
      weight: place.used.includes(operation) ? weight * AGAIN : weight,
    }))
    .sort((a, b) => b.weight - a.weight || compare(a.operation, b.operation));
}

function changes(operation: string, { callerOperation = '' }: OperationPlace): number {
  return reads(callerOperation) && writes(operation) ? CHANGES_FOR_A_READER : 1;
}

const READS = new Set(
  'get head list find fetch read load search show view browse select query lookup count'.split(' '),
);
const WRITES = new Set(
  'post put patch delete del insert update upsert create add set save write remove cancel place submit reserve charge book pay confirm hold'.split(
    ' ',
  ),
);

/** Whether the first word of an operation says that it shows something. */
export function reads(operation: string): boolean {
  return READS.has(wordsOf(operation)[0] ?? '');
}

/** Whether it says that something is changed. */
function writes(operation: string): boolean {
  return WRITES.has(wordsOf(operation)[0] ?? '');
}

/** An operation for a callee that nobody has called yet, in the habit of its type. */
export function habitualOperation(
  type: CallType,
  callee: string,
  callerOperation: string | undefined,
): string | undefined {
  const noun = wordsOf(callee).filter((word) => !GENERIC.has(word))[0] ?? 'items';
  const changed = writes(callerOperation ?? '');
  switch (type) {
    case 'http':
      return changed ? `POST /${noun}` : `GET /${noun}`;
    case 'rpc':
      return `${changed ? 'Update' : 'Get'}${noun.slice(0, 1).toUpperCase()}${noun.slice(1)}`;
    case 'db':
      return changed ? `INSERT ${noun}` : `SELECT ${noun}`;
    case 'cache':
      return changed ? 'SET' : 'GET';
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
