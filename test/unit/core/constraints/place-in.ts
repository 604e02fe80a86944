import type { Conditions } from '../../../../server/src/core/constraints/conditions.ts';
import { conditionsAt } from '../../../../server/src/core/constraints/conditions-at.ts';
import type { Spec, Statement, SubtreeHole, TraceItem } from '../../../../server/src/core/spec/spec.ts';

/** A place in a spec as `conditionsAt` takes it. */
export interface FoundPlace {
  readonly trace: TraceItem;
  readonly path: readonly Statement[];
  readonly index: number;
  readonly hole?: SubtreeHole;
}

/** The place at `offset`: the `...` that starts there, or between the statements of the body around it. */
export function placeIn(spec: Spec, offset: number): FoundPlace {
  const trace = spec.items.find((item) => item.kind === 'trace' && within(item.bodyRange, offset));
  if (trace?.kind !== 'trace') throw new Error('The mark stands in no trace.');
  const path: Statement[] = [];
  let body: readonly Statement[] = trace.body;
  for (;;) {
    const inner = body.find(
      (each) => 'bodyRange' in each && each.bodyRange && within(each.bodyRange, offset),
    );
    if (inner === undefined || !('body' in inner)) break;
    path.push(inner);
    body = inner.body as readonly Statement[];
  }
  const hole = body.find((each) => each.kind === 'subtree-hole' && each.range.start === offset);
  if (hole?.kind === 'subtree-hole') return { trace, path, index: body.indexOf(hole), hole };
  return { trace, path, index: body.filter((each) => each.range.end <= offset).length };
}

export function conditionsIn(spec: Spec, offset: number): Conditions {
  const { trace, ...place } = placeIn(spec, offset);
  return conditionsAt(spec, trace, place);
}

function within(range: { readonly start: number; readonly end: number }, offset: number): boolean {
  return range.start < offset && offset < range.end;
}
