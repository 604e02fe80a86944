import type { QuickFix, RelatedLocation, Severity } from '../diagnostic.ts';
import type { FlatTrace } from '../schedule/flat-trace.ts';
import type { Aliases } from '../schedule/pattern.ts';
import type { Schedule } from '../schedule/schedule.ts';
import type { Clause, Item, TraceItem } from '../spec/spec.ts';
import type { Value } from '../spec/value.ts';
import type { TraceNames } from '../symbols/trace-names.ts';
import type { TextRange } from '../text/range.ts';
import type { ScopedClause } from './clauses.ts';
import type { Levels } from './levels.ts';
import type { Totals } from './totals.ts';
import type { PlacedValue } from './values-in.ts';

/** What a rule has found; the rule's own code and severity make a diagnostic of it. */
export interface Finding {
  readonly range: TextRange;
  readonly message: string;
  readonly related?: readonly RelatedLocation[];
  readonly fixes?: readonly QuickFix[];
  /** For rules about the whole file: the trace in which `owner` counts. */
  readonly trace?: TraceItem;
  /** The step on whose line it stands, so that `broken` on that line can say that it is intended. */
  readonly owner?: number;
  /** The clause that the owner breaks. */
  readonly breaks?: Clause;
}

/** What most rules find in most places. */
export const NOTHING: readonly Finding[] = [];

interface Named {
  /** A heading of docs/diagnostics.md; never changes its meaning. */
  readonly code: string;
  readonly severity: Severity;
}

/** A rule about one trace, which needs nothing but the trace and the file's services and latencies. */
export interface TraceRule extends Named {
  readonly check: (trace: TraceContext) => readonly Finding[];
}

/** A rule about the values of one item of a file. */
export interface ValueRule extends Named {
  /** The kinds of value that it looks at; all of them where it is absent. */
  readonly reads?: readonly Value['kind'][];
  readonly checkValue: (value: PlacedValue) => readonly Finding[];
}

/** A rule about the file as a whole; runs at every change, so it looks only at names and ids. */
export interface FileRule extends Named {
  readonly checkFile: (file: FileContext) => readonly Finding[];
}

export type Rule = TraceRule | ValueRule | FileRule;

/** A trace with what rules ask about it, worked out once for all of them. */
export interface TraceContext {
  readonly flat: FlatTrace;
  readonly schedule: Schedule;
  readonly names: TraceNames;
  readonly aliases: Aliases;
  readonly clauses: readonly ScopedClause[];
  /** Worked out when first asked for. */
  readonly calls: () => Totals;
  readonly levels: () => Levels;
}

export interface FileContext {
  /** The items that are not muted. */
  readonly items: readonly Item[];
}
