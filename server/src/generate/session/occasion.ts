import type { CallType } from '../../core/spec/spec.ts';
import type { CallNode, PlacedLayer } from '../call-node.ts';
import type { Ensemble } from '../library/counterparts.ts';

/** What a file shows of itself, and the place that is to be written. */
export interface Occasion {
  /** Name of the trace. */
  readonly title: string;
  /** The calls around the place, entry call first. */
  readonly callers: readonly CallNode[];
  /** How the traces of the workspace mostly begin; without its operation, which is another in each. */
  readonly entry?: CallNode;
  /** With which calls the entry begins, whatever it is asked for. */
  readonly habits: readonly CallNode[];
  /** The workspace shows no other trace. */
  readonly isNew: boolean;
  /** Services of the workspace, in the order in which they are met. */
  readonly ensemble: Ensemble;
  /** They are those that traces call, whatever their number: somebody may come to them. */
  readonly mayGrow?: boolean;
  /** The entry begins other traces, too: what it is asked for is passed on. */
  readonly beginsOthers?: boolean;
  /** Methods that they are called by. */
  readonly methods: readonly string[];
  /** How services ask each other as far as little shows it. */
  readonly way?: CallType | undefined;
}

/** A layer that the library suggests, and how much it counts beside one of the workspace. */
export interface SuggestedLayer extends PlacedLayer {
  readonly weight: number;
}
