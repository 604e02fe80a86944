import type { TextRange } from '../text/range.ts';
import type { Comparison, DurationLiteral, Hole, Literal, NumberLiteral, Soft, Value } from './value.ts';

/**
 * The typed model of one `.trace` file: what the text says, with source ranges and comments kept, and nothing
 * inferred. Plain immutable data; built by `core/spec/build`, written by `core/print`.
 */
export interface Spec {
  readonly items: readonly Item[];
  /** Comments after the last item. */
  readonly trailing: readonly string[];
}

/** What surrounds a statement and must survive formatting. */
export interface Trivia {
  /** Whole-line comments before it, with their `#`; an empty string is a blank line. */
  readonly leading?: readonly string[];
  /** The comment behind it (behind its `{` where it has a body), with its `#`. */
  readonly comment?: string;
  /** Behind the closing brace. */
  readonly closingComment?: string;
  /** Comments after the last statement of its body. */
  readonly inner?: readonly string[];
  /** No line break stands before it, because it or the statement before it could not be read: they share a line. */
  readonly joined?: true;
  /**
   * Its text up to its body (for `latency`, `fault`, `event`, `throw` and `link` all of its text), kept because a part
   * of it could not be read or stands twice. The printer writes it instead of what the properties say.
   */
  readonly verbatim?: string;
  /** Its closing brace is missing: its body reaches to where the text ends or the next item begins. */
  readonly unclosed?: true;
}

interface Node extends Trivia {
  /** From the first to the last character of the statement, its body included. */
  readonly range: TextRange;
  /** Written behind `/-`: kept and printed, otherwise as if it were not there. */
  readonly muted?: boolean;
}

/** A piece of text with the place it stands at. */
export interface Text {
  readonly value: string;
  readonly range: TextRange;
}

export type Item = ServiceItem | LatencyBlock | TraceItem | ScenarioItem | BrokenText;

/** Text that could not be read, kept as it stands. */
export interface BrokenText extends Node {
  readonly kind: 'unreadable';
  readonly text: string;
  /** What the text says, where only its place is wrong: a call outside a trace. */
  readonly misplaced?: Statement;
}

export interface ServiceItem extends Node {
  readonly kind: 'service';
  readonly name: Text;
  readonly alias?: Text;
  readonly instances?: number;
  /** Range of `{ … }`; absent without a body. */
  readonly bodyRange?: TextRange;
  readonly body: readonly ServiceStatement[];
}

export type ServiceStatement = Attribute | Schema | Scope | Dropped | BrokenText;

export interface Schema extends Node {
  readonly kind: 'schema';
  readonly url: Text;
}

export interface Scope extends Node {
  readonly kind: 'scope';
  readonly name: Text;
  readonly version?: Text;
  readonly bodyRange?: TextRange;
  readonly body: readonly ServiceStatement[];
}

export interface LatencyBlock extends Node {
  readonly kind: 'latency';
  readonly bodyRange: TextRange;
  readonly rules: readonly LatencyRule[];
}

export interface LatencyRule extends Node {
  readonly kind: 'latency-rule';
  readonly pattern: CallPattern;
  readonly value: Value;
}

export interface TraceItem extends Node {
  readonly kind: 'trace';
  readonly name?: Text;
  readonly exact: boolean;
  readonly within?: DurationLiteral;
  readonly bodyRange: TextRange;
  readonly body: readonly Statement[];
}

export type Statement =
  | Call
  | Span
  | Par
  | Repeat
  | Choose
  | Alternative
  | OnError
  | SubtreeHole
  | Attribute
  | SpanEvent
  | Throw
  | Link
  | Dropped
  | Require
  | BrokenStatement
  | LatencyBlock
  | TraceId
  | TraceStart
  | Schema
  | Scope
  | BrokenText;

/** `http` `rpc` are request and reply; `db` `cache` call a store; `send` `recv` a queue; `in` stays inside the caller. */
export const CALL_TYPES = ['http', 'rpc', 'db', 'cache', 'send', 'recv', 'call', 'in'] as const;
export type CallType = (typeof CALL_TYPES)[number];

/** Call types whose callee sends no spans, so that nothing may stand below them. */
export const STORE_TYPES: ReadonlySet<CallType> = new Set(['db', 'cache', 'send']);

/** Types by which a service is asked for something and answers. */
export const REQUEST_TYPES: ReadonlySet<CallType> = new Set(['http', 'rpc', 'call']);

export interface Call extends Node {
  readonly kind: 'call';
  readonly async: boolean;
  readonly type: CallType | Hole;
  readonly typeRange: TextRange;
  readonly callee: Text | Hole | Soft;
  readonly operation?: Text | Hole | Soft;
  readonly modifiers: Modifiers;
  /** Range of `{ … }`; absent without a body. */
  readonly bodyRange?: TextRange;
  readonly body: readonly Statement[];
}

export type SpanKind = 'server' | 'client' | 'producer' | 'consumer' | 'internal' | 'unspecified';

/** One OTLP span of an `exact` trace. */
export interface Span extends Node {
  readonly kind: 'span';
  readonly spanKind: SpanKind;
  /** `service` or `service/scope`, as written. */
  readonly service: Text;
  readonly name: Text;
  readonly modifiers: Modifiers;
  readonly bodyRange?: TextRange;
  readonly body: readonly Statement[];
}

/** What may follow a call or span on its line; the printer's order is the order here. */
export interface Modifiers {
  readonly repeat?: { readonly count: number; readonly range: TextRange };
  readonly label?: Text;
  readonly id?: Text;
  readonly parent?: Text;
  readonly flags?: { readonly value: number; readonly text: string; readonly range: TextRange };
  readonly state?: Text;
  /** `@OFFSET`: start, from the parent's start. */
  readonly at?: Value;
  readonly duration?: Value;
  readonly status?: Status;
  readonly timeout?: Value;
  readonly retry?: { readonly count: Value; readonly backoff?: Value; readonly range: TextRange };
  /** Gap after the line before. */
  readonly after?: Value;
  readonly within?: DurationLiteral;
  readonly broken?: readonly BrokenStatement[];
  /** Where a modifier stands again; the first of a kind counts. */
  readonly duplicates?: readonly TextRange[];
}

/** `ok`, or an error with what is known of it, wholly or by a share (`8% !503`). */
export interface Status {
  readonly range: TextRange;
  readonly code: 'ok' | 'error';
  /** The message (`!"DECLINED"`), code (`!503`) or word (`!timeout`), as written. */
  readonly detail?: { readonly value: string; readonly kind: 'message' | 'code' | 'word' };
  /** Share of the calls that end so, in 0..1. */
  readonly probability?: number;
}

export interface Par extends Node {
  readonly kind: 'par';
  readonly limit?: number;
  readonly bodyRange: TextRange;
  readonly body: readonly Statement[];
}

export interface Repeat extends Node {
  readonly kind: 'repeat';
  readonly count: Value;
  readonly bodyRange: TextRange;
  readonly body: readonly Statement[];
}

/** Exactly one of its `Alternative` statements happens. */
export interface Choose extends Node {
  readonly kind: 'choose';
  readonly bodyRange: TextRange;
  readonly body: readonly Statement[];
}

/** `30%: line` or `30%: { … }`; inside `choose` the shares exclude each other, elsewhere each is drawn alone. */
export interface Alternative extends Node {
  readonly kind: 'alternative';
  /** Share in 0..1, or a hole. */
  readonly probability: number | Hole;
  /** The spelling of the share. */
  readonly probabilityText: string;
  /** Absent where a single statement follows the colon. */
  readonly bodyRange?: TextRange;
  readonly body: readonly Statement[];
}

export interface OnError extends Node {
  readonly kind: 'on-error';
  readonly bodyRange: TextRange;
  readonly body: readonly Statement[];
}

/** `...`: any number of calls, with what they are to hold. */
export interface SubtreeHole extends Node {
  readonly kind: 'subtree-hole';
  readonly wishes: readonly Clause[];
}

export interface Attribute extends Node {
  readonly kind: 'attribute';
  readonly key: Text;
  readonly value: Value;
}

export interface SpanEvent extends Node {
  readonly kind: 'event';
  readonly name: Text;
  readonly at?: Value;
  readonly bodyRange?: TextRange;
  readonly attributes: readonly Attribute[];
  readonly dropped: readonly Dropped[];
}

export interface Throw extends Node {
  readonly kind: 'throw';
  readonly type: Text;
  readonly message?: Text;
  readonly at?: Value;
  readonly bodyRange?: TextRange;
  readonly attributes: readonly Attribute[];
}

/** `link LABEL` or `link TRACE/SPAN`. */
export interface Link extends Node {
  readonly kind: 'link';
  readonly target: Text;
  readonly byId: boolean;
  readonly flags?: Modifiers['flags'];
  readonly state?: Text;
  readonly bodyRange?: TextRange;
  readonly attributes: readonly Attribute[];
  readonly dropped: readonly Dropped[];
}

export interface Dropped extends Node {
  readonly kind: 'dropped';
  readonly what: 'attributes' | 'events' | 'links';
  readonly count: number;
}

/** An intended violation: `broken missing-parent`, `broken skew -5ms`, `broken duplicate-id`, `broken late 2m`. */
export interface BrokenStatement extends Node {
  readonly kind: 'broken';
  readonly what: Text;
  readonly value?: DurationLiteral;
}

export interface TraceId extends Node {
  readonly kind: 'trace-id';
  readonly value: Text;
}

export interface TraceStart extends Node {
  readonly kind: 'trace-start';
  readonly value: Literal;
}

export interface Require extends Node {
  readonly kind: 'require';
  readonly bodyRange: TextRange;
  readonly clauses: readonly (Clause | BrokenText)[];
}

/** Calls by type, callee and operation; what is absent or `*` stands for any. `mq` covers `send` and `recv`. */
export interface CallPattern {
  readonly range: TextRange;
  readonly type: CallType | 'mq' | '*';
  readonly callee?: Text;
  readonly operation?: Text;
}

export type Clause =
  | QuantityClause
  | EveryClause
  | SomeClause
  | BeforeClause
  | CountClause
  | NeverClause
  | IncludeClause
  | NoClause
  | MoodClause;

/** `operator` is absent for a range or a single value (`calls 9`, `calls 3..10`). */
export interface Limit {
  readonly operator?: Comparison;
  readonly value: Value;
}

/** `within D` reads as `duration <= D`. */
export interface QuantityClause extends Node {
  readonly kind: 'quantity';
  readonly quantity: 'duration' | 'calls' | 'depth';
  readonly limit: Limit;
  readonly spelledWithin: boolean;
}

export interface EveryClause extends Node {
  readonly kind: 'every';
  readonly pattern: CallPattern;
  readonly condition: QuantityClause;
}

export interface SomeClause extends Node {
  readonly kind: 'some';
  readonly pattern: CallPattern;
}

/** No call of `second` starts before the first call of `first` has started, and none stands alone. */
export interface BeforeClause extends Node {
  readonly kind: 'before';
  readonly first: CallPattern;
  readonly second: CallPattern;
}

export interface CountClause extends Node {
  readonly kind: 'count';
  readonly pattern: CallPattern;
  readonly limit: Limit;
}

/** `never A -> B` (`*` is any) or `never PATTERN`. */
export interface NeverClause extends Node {
  readonly kind: 'never';
  readonly edge?: { readonly caller: Text; readonly callee: Text };
  readonly pattern?: CallPattern;
}

/** A wish of `...`. */
export interface IncludeClause extends Node {
  readonly kind: 'include';
  readonly pattern: CallPattern;
}

/** A wish of `...`. */
export interface NoClause extends Node {
  readonly kind: 'no';
  readonly pattern: CallPattern;
}

/** A wish of `...`: a call rare for its service, or a duration at or above the 90th percentile. */
export interface MoodClause extends Node {
  readonly kind: 'rare' | 'slow';
}

export interface ScenarioItem extends Node {
  readonly kind: 'scenario';
  readonly name: Text;
  readonly seed?: number;
  readonly bodyRange: TextRange;
  readonly body: readonly ScenarioStatement[];
}

export type ScenarioStatement =
  | Mix
  | Period
  | Arrivals
  | Fault
  | Fill
  | Export
  | Send
  | Require
  | LatencyBlock
  | BrokenText;

export interface Mix extends Node {
  readonly kind: 'mix';
  readonly arms: readonly { readonly weight: number; readonly weightText: string; readonly trace: Text }[];
}

export interface Period extends Node {
  readonly kind: 'period';
  readonly start: Literal;
  readonly length: DurationLiteral;
}

export interface Arrivals extends Node {
  readonly kind: 'arrivals';
  readonly law: Text;
  readonly rates: readonly { readonly rate: Literal; readonly at?: DurationLiteral }[];
}

export interface Fault extends Node {
  readonly kind: 'fault';
  readonly at: DurationLiteral;
  readonly length: DurationLiteral;
  readonly name: Text;
  readonly bodyRange: TextRange;
  readonly rules: readonly FaultRule[];
}

export interface FaultRule extends Node {
  readonly kind: 'fault-rule';
  readonly pattern: CallPattern;
  readonly effects: readonly (
    | { readonly kind: 'duration'; readonly factor?: number; readonly value?: Value }
    | ({ readonly kind: 'status' } & Status)
  )[];
}

export interface Fill extends Node {
  readonly kind: 'fill';
  readonly model: Text;
  readonly temperature?: NumberLiteral;
  readonly seed?: number;
}

export interface Export extends Node {
  readonly kind: 'export';
  readonly format: Text;
  readonly path: Text;
  readonly shards?: number;
}

export interface Send extends Node {
  readonly kind: 'send';
  readonly protocol: Text;
  readonly endpoint: Text;
  readonly rate?: Literal;
}
