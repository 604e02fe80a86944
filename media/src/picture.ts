/** What is drawn. The shapes repeat those of the server's picture, because this room knows neither side. */

export interface Range {
  readonly start: number;
  readonly end: number;
}

export interface Heading {
  readonly id: string;
  readonly name: string;
  readonly range: Range;
}

/** Times are nanoseconds from the start of the trace. */
export interface Trace extends Heading {
  readonly duration: number;
  readonly rows: readonly Row[];
  readonly graph: Graph;
}

export interface Row {
  readonly id: string;
  /** Index of the row above it in the tree, or -1. */
  readonly parent: number;
  readonly depth: number;
  /** Number of rows below it, all levels; they follow it. */
  readonly descendants: number;
  readonly kind: string;
  readonly type: string;
  readonly service: string;
  readonly operation: string;
  readonly holes: readonly string[];
  readonly start: number;
  readonly end: number;
  readonly estimated: boolean;
  readonly written: boolean;
  readonly status: string;
  readonly async: boolean;
  readonly probability: number;
  readonly repeat: number;
  readonly range: Range;
  readonly color: number;
  readonly violations: readonly Violation[];
}

export interface Violation {
  readonly code: string;
  readonly severity: string;
  readonly message: string;
}

export interface Graph {
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
}

export interface GraphNode {
  readonly id: string;
  readonly service: string;
  readonly kind: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly color: number;
  readonly calls: number;
  readonly violations: number;
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
