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
  readonly remarks: readonly { readonly statement: Remark; readonly owner: number }[];
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

export function isCallOrSpan(step: Step): step is Call | Span {
  return step.kind === 'call' || step.kind === 'span';
}

interface OpenBody {
  readonly statements: readonly Statement[];
  readonly owner: number;
  next: number;
}

function flatten(trace: TraceItem): FlatTrace {
  const steps: Step[] = [];
  const parents: number[] = [];
  const ends: number[] = [];
  const remarks: { statement: Remark; owner: number }[] = [];
  const open: OpenBody[] = [{ statements: trace.body, owner: TRACE, next: 0 }];
  for (let body = open.at(-1); body !== undefined; body = open.at(-1)) {
    const statement = body.statements[body.next++];
    if (statement === undefined) {
      open.pop();
      ends[body.owner] = steps.length;
    } else if (statement.muted !== true && isStep(statement)) {
      parents.push(body.owner);
      open.push({ statements: bodyOf(statement), owner: steps.push(statement) - 1, next: 0 });
    } else if (statement.muted !== true && isRemark(statement)) {
      remarks.push({ statement, owner: body.owner });
    }
  }
  const parent = Int32Array.from(parents);
  return { trace, steps, parent, end: Int32Array.from(ends), remarks, ...callersOf(steps, parent) };
}

function callersOf(steps: readonly Step[], parent: Int32Array): Pick<FlatTrace, 'caller' | 'level'> {
  const caller = new Int32Array(steps.length);
  const level = new Int32Array(steps.length);
  for (let index = 0; index < steps.length; index++) {
    const step = steps[index];
    const around = parent[index] ?? TRACE;
    const enclosing = steps[around];
    caller[index] = enclosing === undefined || isCallOrSpan(enclosing) ? around : (caller[around] ?? TRACE);
    level[index] = (level[around] ?? 0) + (step !== undefined && isCallOrSpan(step) ? 1 : 0);
  }
  return { caller, level };
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
