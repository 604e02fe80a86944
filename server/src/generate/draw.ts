import type { Random } from '../core/random.ts';
import { USUAL_DURATIONS } from '../core/schedule/step-times.ts';
import type { Call, CallType, LatencyRule, Statement } from '../core/spec/spec.ts';
import type { Nanoseconds } from '../core/spec/value.ts';
import type { CallNode } from './call-node.ts';
import { matches } from './candidate.ts';
import { sampleCount, sampleDuration } from './sample-value.ts';

/** How the open choices of a text (`choose`, `30%:`, `repeat`, distributions) are settled. */
export interface DrawOptions {
  readonly random: Random;
  /** For lines without a duration; the first that matches counts. */
  readonly latency: readonly LatencyRule[];
  /** This call is drawn as a leaf: its layer is the one to be written. */
  readonly omitBodyOf?: Call;
  /** The line that is being typed, which is none yet. */
  readonly omit?: Statement;
}

/** Deeper text is cut off: no model proposes it and no stack must pay for it. */
const MAX_DEPTH = 200;

/** One concrete layer from statements of a text; what is open (holes, unreadable lines) is left out. */
export function drawLayer(statements: readonly Statement[], options: DrawOptions): CallNode[] {
  return drawStatements(statements, options, false, 0);
}

function drawStatements(
  statements: readonly Statement[],
  options: DrawOptions,
  together: boolean,
  depth: number,
): CallNode[] {
  if (depth > MAX_DEPTH) return [];
  const calls: CallNode[] = [];
  for (const statement of statements) {
    if (statement.muted || statement === options.omit) continue;
    const drawn = drawStatement(statement, options, depth + 1);
    calls.push(...(together && calls.length > 0 ? overlapping(drawn) : drawn));
  }
  return calls;
}

function drawStatement(statement: Statement, options: DrawOptions, depth: number): CallNode[] {
  switch (statement.kind) {
    case 'call':
      return drawCall(statement, options, depth);
    case 'par':
      return drawStatements(statement.body, options, true, depth);
    case 'repeat':
      return drawRepeat(statement.body, sampleCount(statement.count, options.random), options, depth);
    case 'choose':
      return drawChoice(statement.body, options, depth);
    case 'alternative': {
      const share = typeof statement.probability === 'number' ? statement.probability : 0.5;
      return options.random.next() < share ? drawStatements(statement.body, options, false, depth) : [];
    }
    default:
      return [];
  }
}

function drawRepeat(
  body: readonly Statement[],
  count: number,
  options: DrawOptions,
  depth: number,
): CallNode[] {
  const first = drawStatements(body, options, false, depth);
  const single = first[0];
  if (first.length === 1 && single) return [{ ...single, repeat: single.repeat * Math.max(1, count) }];
  return Array.from({ length: Math.min(count, 20) }, () =>
    drawStatements(body, options, false, depth),
  ).flat();
}

function drawChoice(body: readonly Statement[], options: DrawOptions, depth: number): CallNode[] {
  let left = options.random.next();
  const arms = body.filter((statement) => statement.kind === 'alternative' && !statement.muted);
  for (const arm of arms) {
    if (arm.kind !== 'alternative') continue;
    left -= typeof arm.probability === 'number' ? arm.probability : 1 / arms.length;
    if (left < 0) return drawStatements(arm.body, options, false, depth);
  }
  return [];
}

function drawCall(call: Call, options: DrawOptions, depth: number): CallNode[] {
  const service = textOf(call.callee);
  const { type } = call;
  if (typeof type !== 'string' || service === undefined) return [];
  const children = call === options.omitBodyOf ? [] : drawStatements(call.body, options, false, depth);
  const operation = call.operation && textOf(call.operation);
  const rule = options.latency.find(({ muted, pattern }) => !muted && matches(pattern, { type, service }));
  const written = call.modifiers.duration ?? rule?.value;
  const duration = durationOf(
    type,
    written && sampleDuration(written, options.random),
    children,
    options.random,
  );
  const repeat = call.modifiers.repeat?.count ?? 1;
  // Written out twice: a copy with one more member takes more room, and there are many of them.
  return operation === undefined
    ? [{ type, service, repeat, duration, overlaps: false, children }]
    : [{ type, service, operation, repeat, duration, overlaps: false, children }];
}

/** What was written, but never less than its children take; without either, what is usual for the type. */
function durationOf(
  type: CallType,
  written: Nanoseconds | undefined,
  children: readonly CallNode[],
  random: Random,
): Nanoseconds {
  if (children.length === 0) return written ?? USUAL_DURATIONS[type] * Math.exp(0.6 * random.normal());
  const below = elapsed(children);
  if (written !== undefined) return Math.max(written, below);
  return below * (1 + 0.15 * random.next()) + 0.3e6 * Math.exp(0.5 * random.normal());
}

/** Time from the first start to the last end of a layer whose calls follow or overlap each other. */
export function elapsed(layer: readonly CallNode[]): Nanoseconds {
  let total = 0;
  let longest = 0;
  for (const call of layer) {
    const duration = (call.duration ?? 0) * call.repeat;
    if (call.overlaps) {
      longest = Math.max(longest, duration);
      continue;
    }
    total += longest;
    longest = duration;
  }
  return total + longest;
}

function overlapping(calls: readonly CallNode[]): CallNode[] {
  const [first, ...rest] = calls;
  return first ? [{ ...first, overlaps: true }, ...rest] : [];
}

function textOf(value: Call['callee']): string | undefined {
  if (!('kind' in value)) return value.value;
  if (value.kind === 'hole') return undefined;
  return value.value.kind === 'string' || value.value.kind === 'name' ? value.value.value : undefined;
}
