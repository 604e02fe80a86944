import type { TextRange } from '../text/range.ts';
import type { Entry } from './kinds.ts';
import type { Call, Modifiers, Text } from './spec.ts';
import type { Hole, Soft } from './value.ts';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/**
 * Copies of `entries` that stand `by` characters further on. What most files are made of is copied field by field, which
 * is faster; everything else as plain data in which ranges are moved. Entries nest no deeper than the reader allows, so
 * that the recursion is bounded.
 */
export function shiftEntries<T extends Entry>(entries: readonly T[], by: number): readonly T[] {
  if (entries.length === 0 || by === 0) return entries;
  const copies: T[] = [];
  for (const entry of entries) copies.push(shiftEntry(entry, by));
  return copies;
}

export function shiftEntry<T extends Entry>(entry: T, by: number): T;
export function shiftEntry(entry: Entry, by: number): Entry {
  return entry.kind === 'call' ? shiftCall(entry, by) : shiftData(entry, by);
}

function shiftProperty<T, K extends keyof T>(copy: Mutable<Partial<T>>, from: T, key: K, by: number): void {
  copy[key] = shiftData(from[key], by);
}

function shiftCall(call: Call, by: number): Call {
  const copy: Mutable<Call> = { ...call };
  copy.range = shiftRange(call.range, by);
  copy.typeRange = shiftRange(call.typeRange, by);
  copy.callee = shiftOpen(call.callee, by);
  copy.modifiers = shiftModifiers(call.modifiers, by);
  copy.body = shiftEntries(call.body, by);
  if (typeof call.type !== 'string') copy.type = shiftData(call.type, by);
  if (call.operation !== undefined) copy.operation = shiftOpen(call.operation, by);
  if (call.bodyRange !== undefined) copy.bodyRange = shiftRange(call.bodyRange, by);
  return copy;
}

function shiftOpen(name: Text | Hole | Soft, by: number): Text | Hole | Soft {
  return 'kind' in name ? shiftData(name, by) : shiftName(name, by);
}

function shiftName({ value, range }: Text, by: number): Text {
  return { value, range: shiftRange(range, by) };
}

function shiftModifiers(modifiers: Modifiers, by: number): Modifiers {
  const copy: Mutable<Modifiers> = { ...modifiers };
  for (const key in copy) shiftProperty(copy, modifiers, key as keyof Modifiers, by);
  return copy;
}

function shiftRange(range: TextRange, by: number): TextRange {
  return { start: range.start + by, end: range.end + by };
}

function shiftData<T>(value: T, by: number): T;
function shiftData(value: unknown, by: number): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => shiftData(item, by));
  if (isRange(value)) return shiftRange(value, by);
  return isCall(value) ? shiftCall(value, by) : shiftFields(value, by);
}

function shiftFields(value: object, by: number): object {
  const copy: Record<string, unknown> = { ...value };
  for (const key in copy) {
    const part = copy[key];
    if (typeof part === 'object') copy[key] = shiftData(part, by);
  }
  return copy;
}

function isRange(value: object): value is TextRange {
  return 'start' in value && typeof value.start === 'number';
}

function isCall(value: object): value is Call {
  return 'kind' in value && value.kind === 'call';
}
