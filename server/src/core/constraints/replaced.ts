import { bodyOf, type Step } from '../schedule/flat-trace.ts';
import type { Statement, TraceItem } from '../spec/spec.ts';

/**
 * `trace` with the statement `old`, right inside the last of `path`, in place of which stands `put`; nothing where that
 * is `undefined`. For asking "what if"; only what is around the place is copied.
 */
export function replaced(
  trace: TraceItem,
  path: readonly Statement[],
  old: Statement,
  put: Statement | undefined,
): TraceItem {
  let [before, after]: [Statement, Statement | undefined] = [old, put];
  for (const around of path.toReversed()) {
    const changed = { ...around, body: exchanged(bodyOf(around as Step), before, after) } as Statement;
    [before, after] = [around, changed];
  }
  return { ...trace, body: exchanged(trace.body, before, after) };
}

function exchanged(
  body: readonly Statement[],
  old: Statement,
  put: Statement | undefined,
): readonly Statement[] {
  return body.flatMap((statement) => (statement === old ? (put ?? []) : [statement]));
}
