import type { CallType } from '../../../core/spec/spec.ts';
import type { Concept } from './concepts.ts';

/** What a service of a made-up system may be asked for, and what it then does. */
export interface Endpoint {
  readonly type: CallType;
  readonly service: string;
  readonly operation: string;
  readonly median: number;
  readonly steps: readonly (Step | Loop)[];
}

/** Steps that are taken once for each of several things: the product and then the price of all that is in a basket. */
export interface Loop {
  readonly round: readonly Step[];
  readonly mostRounds: number;
}

export interface Step {
  readonly endpoint: Endpoint;
  readonly probability: number;
  readonly maxRepeat: number;
  readonly overlaps: boolean;
}

/** A service with what it may be asked for. */
export interface Service {
  readonly concept: Concept;
  readonly endpoints: readonly AskedFor[];
}

export interface AskedFor {
  readonly verb: string;
  readonly endpoint: Endpoint;
}
