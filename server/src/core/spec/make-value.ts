import type { TextRange } from '../text/range.ts';
import { spellDuration } from './spell.ts';
import type { DurationLiteral, Nanoseconds } from './value.ts';

/** Values that stand in no text: spelled canonically, at the empty range. */
export const NOWHERE: TextRange = { start: 0, end: 0 };

/** @param ns whole nanoseconds. */
export function durationLiteral(ns: Nanoseconds): DurationLiteral {
  return { kind: 'duration', range: NOWHERE, text: spellDuration(ns), ns };
}
