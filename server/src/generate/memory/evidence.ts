import type { CallType } from '../../core/spec/spec.ts';
import type { Nanoseconds } from '../../core/spec/value.ts';
import type { CallNode, PlacedLayer } from '../call-node.ts';
import type { CountsIn, Event } from './next-call.ts';

/**
 * What some traces show, service by service. It is read piece by piece and never as a whole, so that the evidence of many
 * traces can be put together from that of each (`joined.ts`) for no more than what is asked of it.
 */
export interface Evidence {
  /** How a service is called; undefined where nobody was seen to call it. */
  callee(service: string): Callee | undefined;
  /** What a service calls; `ROOT_CALLER` is who begins a trace. */
  caller(service: string): Caller | undefined;
  /** What followed in the contexts that hold for all callers. */
  readonly followers: CountsIn;
  /** Whether any service was seen in that role. */
  isSeen(role: Role): boolean;
  /** Methods that services are called by, in the order in which they were met. */
  methods(): ReadonlySet<string>;
  /** The layers of other callers that are named and asked most like that one, the most like first. */
  mostAlike(caller: Request): readonly AlikeLayer[];
}

/** Callers above the entry call. */
export const ROOT_CALLER = '';

/** What a service was seen to be: the beginning of a trace, or called by another. */
export type Role = 'isEntry' | 'isCalled';

/** How long a call took. */
export interface SeenDuration {
  readonly duration: Nanoseconds;
  /** How long the call took that made it; undefined where that is not known. */
  readonly callers: Nanoseconds | undefined;
  /** Calls that it made, all levels together; undefined where these are not whole. */
  readonly below: number | undefined;
}

/** A call that was seen with all that is below it. */
export interface WholeCall {
  readonly call: CallNode;
  /** Calls and levels below it; 0 for a leaf. */
  readonly below: number;
  readonly levels: number;
  /** It begins its layer, so that there is no call before it that it could overlap. */
  readonly isFirst: boolean;
  /** Calls from this one to the end of its layer, with those below them; undefined where the layer is not whole. */
  readonly left: number | undefined;
  /** How much it counts as evidence; 1 unless it is given, as what stands in the workspace has none to keep. */
  readonly weight?: number;
}

/** Calls of one kind. */
export interface Uses {
  readonly count: number;
  /** The latest; enough for quantiles. */
  readonly durations: readonly SeenDuration[];
  /** The latest that stand with all that is below them; enough to know how large they are. */
  readonly whole: readonly WholeCall[];
}

/** Calls of one service by one type. */
export interface TypedUses extends Uses {
  /** The most such calls that one layer makes; 0 where no layer was seen. */
  readonly most: number;
  readonly operations: ReadonlyMap<string, Uses>;
}

export interface Callee extends Readonly<Record<Role, boolean>> {
  readonly types: ReadonlyMap<CallType, TypedUses>;
}

export interface Caller {
  /** In the order in which they were seen. */
  readonly layers: readonly StoredLayer[];
  /** The kinds of calls that it makes. */
  readonly makes: ReadonlySet<Event>;
  /** What followed in the contexts of this caller alone. */
  readonly followers: CountsIn;
}

/** A layer that was seen. */
export interface StoredLayer extends PlacedLayer {
  /** Of the call that makes it; empty where there is none. */
  readonly operation: string;
  /** Calls of the layer and below them; undefined where these are not whole. */
  readonly size: number | undefined;
  /** How much it counts as evidence: 1 for what stands in the workspace. */
  readonly weight: number;
  /** Its place among those that were seen together. */
  readonly order: number;
}

/** A caller and what it was asked for. */
export type Request = Pick<CallNode, 'service' | 'operation'>;

export interface AlikeLayer {
  readonly layer: StoredLayer;
  /** Shared words of both requests as a share of all (Jaccard). */
  readonly overlap: number;
}

export const MAX_DURATIONS = 64;
export const MAX_WHOLE = 32;
/** A caller is shown as many layers of others. */
export const MAX_ALIKE = 2;
