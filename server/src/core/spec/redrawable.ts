import type { TextRange } from '../text/range.ts';
import type { Entry } from './kinds.ts';
import type { Call, Spec, Statement } from './spec.ts';
import { childrenOf } from './walk.ts';

/** A call whose calls can be drawn anew. */
export interface Redrawable {
  readonly call: Call;
  /** From the first to the last of the steps that it makes. */
  readonly range: TextRange;
  /** What stands among them and is no step, such as a `require`: it is kept, ahead of what is drawn. */
  readonly kept: readonly TextRange[];
}

/** Statements that say what happens; all others say something about it. */
const STEPS: ReadonlySet<Statement['kind']> = new Set([
  'call',
  'par',
  'repeat',
  'choose',
  'alternative',
  'on-error',
  'subtree-hole',
]);

/** The innermost call with steps around `offset`, counting the one on whose line it stands. */
export function redrawableAt(spec: Spec, text: string, offset: number): Redrawable | undefined {
  const trace = spec.items.findLast((item) => item.range.start <= offset);
  if (trace?.kind !== 'trace' || trace.exact || trace.muted) return undefined;
  const newline = text.indexOf('\n', offset);
  const lineEnd = newline === -1 ? text.length : newline;
  let innermost: Redrawable | undefined;
  let body: readonly Entry[] = trace.body;
  for (let inner = around(body, offset, lineEnd); inner; inner = around(body, offset, lineEnd)) {
    innermost = (inner.kind === 'call' && redrawable(inner)) || innermost;
    body = childrenOf(inner);
  }
  return innermost;
}

function around(body: readonly Entry[], offset: number, lineEnd: number): Entry | undefined {
  const last = body.findLast(({ range }) => range.start <= lineEnd);
  return last && !last.muted && offset <= last.range.end ? last : undefined;
}

function redrawable(call: Call): Redrawable | undefined {
  const steps = call.body.filter(({ kind, muted }) => STEPS.has(kind) && !muted);
  const [first, last] = [steps[0], steps.at(-1)];
  if (!first || !last || call.muted) return undefined;
  const range = { start: first.range.start, end: last.range.end };
  const inside = call.body.filter((each) => range.start < each.range.start && each.range.end < range.end);
  return { call, range, kept: inside.flatMap((each) => (steps.includes(each) ? [] : [each.range])) };
}
