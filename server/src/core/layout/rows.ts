import type { Diagnostic } from '../diagnostic.ts';
import { isCallOrSpan, type Step, TRACE } from '../schedule/flat-trace.ts';
import { calleeOf, operationOf } from '../schedule/pattern.ts';
import type { Schedule } from '../schedule/schedule.ts';
import { countOf } from '../schedule/step-times.ts';
import type { Call, Span, Status } from '../spec/spec.ts';
import { type Digest, EMPTY, extended, numberOf } from './digest.ts';
import { colorOf } from './palette.ts';
import type { Row } from './preview-model.ts';
import { violationsByRow } from './violations.ts';

/** The waterfall's rows, in text order: one for each step of the trace. */
export function rowsOf(schedule: Schedule, diagnostics: readonly Diagnostic[]): readonly Row[] {
  const { flat } = schedule;
  const violations = violationsByRow(flat, diagnostics);
  const ids = rowIds(schedule);
  const depth = new Int32Array(flat.steps.length);
  const probability = new Float64Array(flat.steps.length);
  return flat.steps.map((step, index) => {
    const parent = flat.parent[index] ?? TRACE;
    depth[index] = parent === TRACE ? 0 : (depth[parent] ?? 0) + 1;
    probability[index] = shareOf(step) * (parent === TRACE ? 1 : (probability[parent] ?? 1));
    const begin = (schedule.start[index]?.nominal ?? 0) - schedule.firstStart;
    return {
      id: ids[index] ?? '',
      parent,
      depth: depth[index] ?? 0,
      descendants: (flat.end[index] ?? index + 1) - index - 1,
      ...namesOf(step),
      start: begin,
      end: Math.max(begin, (schedule.end[index]?.nominal ?? 0) - schedule.firstStart),
      estimated: schedule.exact[index] !== 1,
      written: isCallOrSpan(step) && step.modifiers.duration?.kind === 'duration',
      status: isCallOrSpan(step) ? statusOf(step.modifiers.status) : 'unset',
      async: step.kind === 'call' && step.async,
      probability: probability[index] ?? 1,
      repeat: countOf(step).nominal,
      range: step.range,
      color: isCallOrSpan(step) ? colorOf(calleeOf(step) ?? '') : 0,
      violations: violations.get(index) ?? [],
    };
  });
}

/** How a call or span ends in the usual case: an error that only a share of them has is not usual. */
export function statusOf(status: Status | undefined): Row['status'] {
  if (status === undefined) return 'unset';
  if (status.code === 'ok') return 'ok';
  return status.probability === undefined || status.probability > 0.5 ? 'error' : 'unset';
}

type Names = Pick<Row, 'kind' | 'type' | 'service' | 'operation' | 'holes'>;

function namesOf(step: Step): Names {
  if (step.kind === 'subtree-hole') {
    return { kind: 'subtree-hole', type: '...', service: '', operation: '', holes: [] };
  }
  if (!isCallOrSpan(step)) {
    return { kind: 'group', type: groupType(step), service: '', operation: '', holes: [] };
  }
  return {
    kind: step.kind,
    type: typeOf(step),
    service: calleeOf(step) ?? '',
    operation: operationOf(step) ?? '',
    holes: step.kind === 'call' ? holesOf(step) : openDuration(step),
  };
}

function typeOf(step: Call | Span): string {
  if (step.kind === 'span') return step.spanKind;
  return typeof step.type === 'string' ? step.type : '?';
}

function groupType(step: Exclude<Step, Call | Span>): string {
  switch (step.kind) {
    case 'par':
      return step.limit === undefined ? 'par' : `par ${step.limit}`;
    case 'repeat':
      return `repeat ${step.count.text}`;
    case 'alternative':
      return step.probabilityText;
    case 'on-error':
      return 'on error';
    default:
      return step.kind;
  }
}

function holesOf(call: Call): Row['holes'] {
  const isHole = (slot: Call['callee'] | undefined) =>
    slot !== undefined && 'kind' in slot && slot.kind === 'hole';
  return [
    ...(typeof call.type === 'string' ? [] : (['type'] as const)),
    ...(isHole(call.callee) ? (['callee'] as const) : []),
    ...(isHole(call.operation) ? (['operation'] as const) : []),
    ...openDuration(call),
  ];
}

function openDuration(step: Call | Span): Row['holes'] {
  return step.modifiers.duration?.kind === 'hole' ? ['duration'] : [];
}

function shareOf(step: Step): number {
  return step.kind === 'alternative' && typeof step.probability === 'number' ? step.probability : 1;
}

/** Ids that stay when lines elsewhere change: what the row is, its rank among equals, and the id above. */
function rowIds({ flat }: Schedule): readonly string[] {
  const digests: Digest[] = [];
  const ranks = new Map<number, number>();
  return flat.steps.map((step, index) => {
    const above = digests[flat.parent[index] ?? TRACE] ?? EMPTY;
    const what = isCallOrSpan(step) ? `${calleeOf(step) ?? '?'}\n${operationOf(step) ?? '?'}` : '';
    const alike = extended(above, `${step.kind}\n${what}`);
    const key = numberOf(alike);
    const rank = ranks.get(key) ?? 0;
    ranks.set(key, rank + 1);
    const own = rank === 0 ? alike : extended(alike, `\n${rank}`);
    digests.push(own);
    return numberOf(own).toString(36);
  });
}
