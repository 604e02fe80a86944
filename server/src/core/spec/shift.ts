import type { TextRange } from '../text/range.ts';
import type { Entry } from './kinds.ts';
import { noteMove } from './moved.ts';
import type { Call, Modifiers, Text } from './spec.ts';
import type { Hole, Soft, Value } from './value.ts';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/**
 * A copy of `entry` that stands `by` characters further on. Runs over all that follows a keystroke, so that the entry
 * most files are made of is copied field by field; everything else as plain data in which ranges are moved.
 */
export function shiftEntry(entry: Entry, by: number): Entry {
  if (entry.kind === 'call') return shiftCall(entry, by);
  const copy = shiftData(entry, by);
  if (entry.kind === 'trace' && copy.kind === 'trace') noteMove(entry, copy, by);
  return copy;
}

function shiftCall(call: Call, by: number): Call {
  const copy: Mutable<Call> = { ...call };
  copy.range = shiftRange(call.range, by);
  copy.typeRange = shiftRange(call.typeRange, by);
  copy.callee = shiftName(call.callee, by);
  copy.modifiers = shiftModifiers(call.modifiers, by);
  if (typeof call.type !== 'string') copy.type = shiftData(call.type, by);
  if (call.operation !== undefined) copy.operation = shiftName(call.operation, by);
  if (call.bodyRange !== undefined) copy.bodyRange = shiftRange(call.bodyRange, by);
  if (call.body.length > 0) copy.body = shiftData(call.body, by);
  return copy;
}

function shiftName(name: Text | Hole | Soft, by: number): Text | Hole | Soft {
  if ('kind' in name) return shiftData(name, by);
  return { value: name.value, range: shiftRange(name.range, by) };
}

function shiftModifiers(modifiers: Modifiers, by: number): Modifiers {
  const { duration } = modifiers;
  const copy: Mutable<Modifiers> = { ...modifiers };
  for (const key in copy) {
    if (key !== 'duration') shiftField(copy, key as keyof Modifiers, by);
  }
  if (duration !== undefined) copy.duration = shiftValue(duration, by);
  return copy;
}

function shiftField<K extends keyof Modifiers>(copy: Mutable<Modifiers>, key: K, by: number): void {
  copy[key] = shiftData(copy[key], by);
}

function shiftValue(value: Value, by: number): Value {
  if (value.kind !== 'duration') return shiftData(value, by);
  return { kind: 'duration', range: shiftRange(value.range, by), text: value.text, ns: value.ns };
}

function shiftRange(range: TextRange, by: number): TextRange {
  return { start: range.start + by, end: range.end + by };
}

/** Entries nest no deeper than the reader allows, so that the recursion is bounded. */
function shiftData<T>(value: T, by: number): T {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => shiftItem(item, by)) as T;
  if ('start' in value && typeof value.start === 'number') return shiftRange(value as never, by) as T;
  const copy = { ...value } as Record<string, unknown>;
  for (const key in copy) {
    const part = copy[key];
    if (typeof part === 'object') copy[key] = shiftData(part, by);
  }
  return copy as T;
}

function shiftItem<T>(item: T, by: number): T {
  if (typeof item === 'object' && item !== null && 'modifiers' in item && 'callee' in item) {
    return shiftCall(item as never, by) as T;
  }
  return shiftData(item, by);
}
