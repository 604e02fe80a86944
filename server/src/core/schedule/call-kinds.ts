import type { Call, CallPattern, Span } from '../spec/spec.ts';
import { type FlatTrace, isCallOrSpan } from './flat-trace.ts';
import { type Aliases, type Match, matches } from './pattern.ts';

/** A trace repeats few kinds of calls many times, so that patterns need be compared with the kinds alone. */
export interface CallKinds {
  /** The kind of each step; -1 for groups and `...`. */
  readonly of: Int32Array;
  /** One call or span of each kind. */
  readonly samples: readonly (Call | Span)[];
}

const known = new WeakMap<FlatTrace, CallKinds>();

/** The calls and spans of a trace by what patterns look at: type, callee and operation as they are written. */
export function callKindsOf(flat: FlatTrace): CallKinds {
  const found = known.get(flat);
  if (found !== undefined) return found;
  const kinds = collect(flat);
  known.set(flat, kinds);
  return kinds;
}

/** Whether steps are calls that `pattern` speaks of, by index. */
export function matcherOf(flat: FlatTrace, pattern: CallPattern, aliases: Aliases): (index: number) => Match {
  const kinds = callKindsOf(flat);
  const byKind = kinds.samples.map((sample) => matches(pattern, sample, aliases));
  return (index) => byKind[kinds.of[index] ?? -1] ?? 'no';
}

function collect(flat: FlatTrace): CallKinds {
  const of = new Int32Array(flat.steps.length).fill(-1);
  const samples: (Call | Span)[] = [];
  const services = new Map<string, Map<string, Map<string, number>>>();
  flat.steps.forEach((step, index) => {
    if (!isCallOrSpan(step)) return;
    const inService = entry(services, serviceText(step), () => new Map<string, Map<string, number>>());
    const inOperation = entry(inService, operationText(step), () => new Map<string, number>());
    of[index] = entry(inOperation, typeText(step), () => samples.push(step) - 1);
  });
  return { of, samples };
}

function entry<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const found = map.get(key);
  if (found !== undefined) return found;
  const made = make();
  map.set(key, made);
  return made;
}

function serviceText(step: Call | Span): string {
  return step.kind === 'span' ? step.service.value : spelled(step.callee);
}

function operationText(step: Call | Span): string {
  if (step.kind === 'span') return step.name.value;
  return step.operation === undefined ? '' : spelled(step.operation);
}

/** No type of call is spelled like a kind of span. */
function typeText(step: Call | Span): string {
  if (step.kind === 'span') return step.spanKind;
  return typeof step.type === 'string' ? step.type : '?';
}

/** A hole is told from a name by a line break, with which no name in use begins. */
function spelled(slot: Call['callee']): string {
  return 'kind' in slot ? `\n${slot.text}` : slot.value;
}
