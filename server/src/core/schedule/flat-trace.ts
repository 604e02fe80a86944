import type {
  Alternative,
  BrokenStatement,
  Call,
  Choose,
  LatencyBlock,
  Link,
  OnError,
  Par,
  Repeat,
  Require,
  Span,
  Statement,
  SubtreeHole,
  TraceId,
  TraceItem,
} from '../spec/spec.ts';

/** A statement that takes part in the order of time; all others say something about one of these. */
export type Step = Call | Span | Par | Repeat | Choose | Alternative | OnError | SubtreeHole;

/** A statement that rules or the schedule read, besides the steps. */
export type Remark = Require | LatencyBlock | Link | BrokenStatement | TraceId;

/** Stands for the trace itself where the index of a step is asked for. */
export const TRACE = -1;

/**
 * The steps of a trace in text order, muted ones left out, as flat arrays: what encloses has the lower index, so that
 * a loop upwards works from the trace down and a loop downwards from the leaves up, however deep the nesting.
 */
export interface FlatTrace {
  readonly trace: TraceItem;
  readonly steps: readonly Step[];
  /** The step around each, or `TRACE`. */
  readonly parent: Int32Array;
  /** One past the last step inside each. */
  readonly end: Int32Array;
  /** The call or span around each, or `TRACE`; groups such as `par` are skipped. */
  readonly caller: Int32Array;
  /** How many calls and spans enclose each, itself included. */
  readonly level: Int32Array;
  readonly remarks: readonly PlacedRemark[];
  /** 1 for what happens exactly once whenever what is around it happens, which is so for nearly all steps. */
  readonly once: Uint8Array;
  /** The calls and spans with a `within` on their line. */
  readonly limited: readonly number[];
  /** The calls and spans with a label, an id or a parent on their line. */
  readonly named: readonly number[];
  /** The `...`. */
  readonly holes: readonly number[];
}

interface PlacedRemark {
  readonly statement: Remark;
  /** The step it stands in, or on whose line it stands. */
  readonly owner: number;
  /** The first step behind it in the text. */
  readonly before: number;
}

const flattened = new WeakMap<TraceItem, FlatTrace>();

/** The steps of `trace`; worked out once, since a `TraceItem` never changes. */
export function flattenTrace(trace: TraceItem): FlatTrace {
  const known = flattened.get(trace);
  if (known !== undefined) return known;
  const flat = flatten(trace);
  flattened.set(trace, flat);
  return flat;
}

/** Whether a step is one of the arms of a `choose`. */
export function isChosen(flat: FlatTrace, index: number): boolean {
  return flat.steps[flat.parent[index] ?? TRACE]?.kind === 'choose';
}

export function isCallOrSpan(step: Step): step is Call | Span {
  return step.kind === 'call' || step.kind === 'span';
}

interface OpenBody {
  readonly statements: readonly Statement[];
  readonly owner: number;
  next: number;
}

function flatten(trace: TraceItem): FlatTrace {
  const flattener = new Flattener();
  const open: OpenBody[] = [{ statements: trace.body, owner: TRACE, next: 0 }];
  for (let body = open.at(-1); body !== undefined; body = open.at(-1)) {
    const statement = body.statements[body.next++];
    if (statement === undefined) {
      flattener.leave(body.owner);
      open.pop();
    } else if (statement.muted !== true && isStep(statement)) {
      const owner = flattener.enter(statement, body.owner);
      open.push({ statements: bodyOf(statement), owner, next: 0 });
    } else if (statement.muted !== true && isRemark(statement)) {
      flattener.remark(statement, body.owner);
    }
  }
  return flattener.result(trace);
}

/** Fills the arrays in the order of the text, so that they grow at their ends only. */
class Flattener {
  readonly #steps: Step[] = [];
  readonly #parent: number[] = [];
  readonly #end: number[] = [];
  readonly #caller: number[] = [];
  readonly #level: number[] = [];
  readonly #once: number[] = [];
  readonly #remarks: PlacedRemark[] = [];
  readonly #limited: number[] = [];
  readonly #named: number[] = [];
  readonly #holes: number[] = [];

  /** The index of `step`, which stands right inside `parent`. */
  enter(step: Step, parent: number): number {
    const around = parent === TRACE ? undefined : this.#steps[parent];
    const index = this.#steps.push(step) - 1;
    const level = parent === TRACE ? 0 : (this.#level[parent] ?? 0);
    const skipped = around !== undefined && !isCallOrSpan(around);
    this.#parent.push(parent);
    this.#end.push(index + 1);
    this.#caller.push(skipped ? (this.#caller[parent] ?? TRACE) : parent);
    this.#level.push(isCallOrSpan(step) ? level + 1 : level);
    this.#once.push(around?.kind !== 'choose' && happensOnce(step) ? 1 : 0);
    if (step.kind === 'subtree-hole') this.#holes.push(index);
    if (isCallOrSpan(step)) this.#note(step, index);
    return index;
  }

  leave(index: number): void {
    if (index !== TRACE) this.#end[index] = this.#steps.length;
  }

  remark(statement: Remark, owner: number): void {
    this.#remarks.push({ statement, owner, before: this.#steps.length });
  }

  result(trace: TraceItem): FlatTrace {
    return {
      trace,
      steps: this.#steps,
      parent: new Int32Array(this.#parent),
      end: new Int32Array(this.#end),
      caller: new Int32Array(this.#caller),
      level: new Int32Array(this.#level),
      once: new Uint8Array(this.#once),
      remarks: this.#remarks,
      limited: this.#limited,
      named: this.#named,
      holes: this.#holes,
    };
  }

  #note({ modifiers }: Call | Span, index: number): void {
    const { within, label, id, parent, broken } = modifiers;
    if (within !== undefined) this.#limited.push(index);
    if (label !== undefined || id !== undefined || parent !== undefined) this.#named.push(index);
    for (const statement of broken ?? []) if (!statement.muted) this.remark(statement, index);
  }
}

/** Outside of `choose`: neither repeated nor left to chance, and no choice itself. */
function happensOnce(step: Step): boolean {
  if (isCallOrSpan(step)) return step.modifiers.repeat === undefined;
  return step.kind === 'par' || step.kind === 'subtree-hole';
}

/** The statements inside a step. */
export function bodyOf(step: Step): readonly Statement[] {
  return step.kind === 'subtree-hole' ? [] : step.body;
}

function isStep(statement: Statement): statement is Step {
  switch (statement.kind) {
    case 'call':
    case 'span':
    case 'par':
    case 'repeat':
    case 'choose':
    case 'alternative':
    case 'on-error':
    case 'subtree-hole':
      return true;
    default:
      return false;
  }
}

function isRemark(statement: Statement): statement is Remark {
  switch (statement.kind) {
    case 'require':
    case 'latency':
    case 'link':
    case 'broken':
    case 'trace-id':
      return true;
    default:
      return false;
  }
}
