import type { Problems } from '../../core/fold/problems.ts';
import { integerOf } from '../json/fields.ts';

const LARGEST = 2n ** 64n - 1n;

/** Nanoseconds since 1970: decimal digits, or a number, which cannot hold them exactly. */
export function readNanoseconds(value: unknown, problems: Problems): bigint | undefined {
  const time = integerOf(value);
  if (time === undefined || time < 0n || time > LARGEST) return undefined;
  if (typeof value === 'number' && !Number.isSafeInteger(value)) problems.count('inexact-time');
  return time;
}

/** The end of a span that began at `start`: not before it, and at it where the file has none. */
export function readEnd(value: unknown, start: bigint, problems: Problems): bigint {
  const end = readNanoseconds(value, problems);
  if (end !== undefined && end >= start) return end;
  problems.count(end === undefined || end === 0n ? 'no-end' : 'ends-before-start');
  return start;
}
