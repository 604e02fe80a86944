import type { CallType, Spec } from '../core/spec/spec.ts';
import type { TextEdit, TextRange } from '../core/text/range.ts';

/** A document at one version, as generation needs it. */
export interface Snapshot {
  readonly uri: string;
  readonly version: number;
  readonly text: string;
  readonly spec: Spec;
}

/** Ghost text: insert `text` at `range` (which covers what the user has typed of it on the line). */
export interface Proposal {
  readonly range: TextRange;
  readonly text: string;
  /** Mean log-probability per decision, for ranking. */
  readonly score: number;
}

export interface GenerateOptions {
  readonly seed: number;
  readonly temperature: number;
}

/** What a fill came to: the edits of all holes that could be filled, and why the others could not. */
export interface FillResult {
  readonly edits: readonly TextEdit[];
  readonly filled: number;
  readonly refused: readonly { readonly range: TextRange; readonly reason: string }[];
}

/** What may stand at a place: a call, or, where there is none, nothing more. */
export interface LikelyEvent {
  readonly call?: { readonly type: CallType; readonly service: string };
  /** From 0 to 1. */
  readonly probability: number;
}

/** How likely a call is where it stands, given what stands before it in its layer and elsewhere. */
export interface Assessment {
  readonly probability: number;
  /** What else is likely there, the likeliest first. */
  readonly alternatives: readonly LikelyEvent[];
}

/** A call that is unlikely where it stands: its type and callee. */
export interface OddCall extends Assessment {
  readonly range: TextRange;
}

export type FillProgress = (done: number, total: number) => void;

/** The recursive method behind ghost text and fills; one instance serves all documents. */
export interface Generator {
  /** Proposals for the next call, with its subtree, at `offset`; empty where nothing can be proposed there. */
  propose(
    snapshot: Snapshot,
    offset: number,
    options: GenerateOptions & { readonly candidates: number },
    signal: AbortSignal,
  ): Promise<readonly Proposal[]>;
  /** Fills the hole at `offset` (a value hole, or `...`). */
  fillAt(
    snapshot: Snapshot,
    offset: number,
    options: GenerateOptions,
    signal: AbortSignal,
  ): Promise<FillResult>;
  /** Fills every hole of the document, in text order. */
  fillAll(
    snapshot: Snapshot,
    options: GenerateOptions,
    signal: AbortSignal,
    progress?: FillProgress,
  ): Promise<FillResult>;
  /** Writes what the call at `offset`, or the one around it, calls anew; nothing is filled where neither calls anybody. */
  redraw(
    snapshot: Snapshot,
    offset: number,
    options: GenerateOptions,
    signal: AbortSignal,
  ): Promise<FillResult>;
  /** Judges the call whose type or callee stands at `offset`; undefined where nothing can be said of it. */
  assess(snapshot: Snapshot, offset: number, signal: AbortSignal): Promise<Assessment | undefined>;
  /** Calls whose probability is below `threshold`, of those that nobody else makes who is called as their caller is. */
  oddCalls(snapshot: Snapshot, threshold: number, signal: AbortSignal): Promise<readonly OddCall[]>;
}
