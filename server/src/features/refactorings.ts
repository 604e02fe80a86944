import { redrawableAt } from '../core/spec/redrawable.ts';
import type { TextRange } from '../core/text/range.ts';
import type { TraceFile } from './trace-file.ts';

export interface Refactoring {
  readonly action: 'redraw';
  /** Where the action finds what it changes. */
  readonly offset: number;
}

/** What can be written in another way at the beginning of `range`. */
export function refactorings({ spec, text }: TraceFile, { start }: TextRange): readonly Refactoring[] {
  return redrawableAt(spec, text, start) ? [{ action: 'redraw', offset: start }] : [];
}
