import type { Nanoseconds } from '../spec/value.ts';
import type { TextRange } from '../text/range.ts';

/** What a trace is called and where it stands. */
export interface TraceHeading {
  /** Stable across edits: the trace's name and its rank among traces of that name. */
  readonly id: string;
  readonly name: string;
  readonly range: TextRange;
}

/** What the preview draws of one trace: rows in text order, geometry as plain numbers, no DOM. */
export interface TraceView extends TraceHeading {
  /** Of the whole trace, from its first start to its last end. */
  readonly duration: Nanoseconds;
  readonly rows: readonly Row[];
  readonly graph: CallGraph;
}

/** One line of the waterfall. */
export interface Row {
  /** Stable across edits elsewhere: path of (kind, callee, operation, rank among equals) from the trace down. */
  readonly id: string;
  /** Index of the row above it in the tree, or -1. */
  readonly parent: number;
  readonly depth: number;
  /** Number of rows below it, all levels. */
  readonly descendants: number;
  readonly kind: 'call' | 'span' | 'group' | 'subtree-hole';
  /** Call type or span kind; `par`, `choose`, `repeat`, `30%` … for groups. */
  readonly type: string;
  /** Callee and operation; empty where a hole stands. */
  readonly service: string;
  readonly operation: string;
  /** Which of callee, operation, duration, type are open. */
  readonly holes: readonly ('type' | 'callee' | 'operation' | 'duration')[];
  /** From the trace's start; `end` ≥ `start`. */
  readonly start: Nanoseconds;
  readonly end: Nanoseconds;
  /** Start or duration was inferred, not written. */
  readonly estimated: boolean;
  /** The duration is written as one value. */
  readonly written: boolean;
  readonly status: 'unset' | 'ok' | 'error';
  readonly async: boolean;
  /** Happens in a share of the traces only, in 0..1. */
  readonly probability: number;
  readonly repeat: number;
  readonly range: TextRange;
  /** Index into the palette of services, stable for a name. */
  readonly color: number;
  /** Diagnostics that stand on this row's own line. */
  readonly violations: readonly {
    readonly code: string;
    readonly severity: string;
    readonly message: string;
  }[];
}

/** Services as boxes in layers, calls between them as arrows. Coordinates in CSS pixels from the top left. */
export interface CallGraph {
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
}

export interface GraphNode {
  readonly id: string;
  readonly service: string;
  readonly kind: 'service' | 'store' | 'queue' | 'hole' | 'user';
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly color: number;
  readonly calls: number;
  readonly violations: number;
  /** Rows whose callee this is. */
  readonly rows: readonly number[];
}

export interface GraphEdge {
  readonly from: string;
  readonly to: string;
  readonly type: string;
  readonly count: number;
  readonly error: boolean;
  readonly points: readonly (readonly [number, number])[];
}
