import { isCallOrSpan, type Step } from '../schedule/flat-trace.ts';
import type { Call, Span } from '../spec/spec.ts';
import type { TextRange } from '../text/range.ts';

/** The place a finding about a step stands at: the line without its body, its words rather than its modifiers. */
export function headOf(step: Step): TextRange {
  if (step.kind === 'call') {
    return { start: step.typeRange.start, end: (step.operation ?? step.callee).range.end };
  }
  if (step.kind === 'span') return { start: step.range.start, end: step.name.range.end };
  return lineOf(step);
}

/** A statement up to its body. */
export function lineOf(step: Step): TextRange {
  const body = 'bodyRange' in step ? step.bodyRange : undefined;
  if (body === undefined || body.start <= step.range.start) return step.range;
  return { start: step.range.start, end: Math.max(step.range.start + 1, body.start - 1) };
}

/** What a message calls a step: `rpc cart GetCart`, `par`, `...`. */
export function stepText(step: Step): string {
  if (isCallOrSpan(step)) return lineText(step);
  return step.kind === 'subtree-hole' ? '...' : GROUP_TEXT[step.kind];
}

const GROUP_TEXT = {
  par: 'par',
  repeat: 'repeat',
  choose: 'choose',
  alternative: 'this alternative',
  'on-error': 'on error',
} as const;

function lineText(step: Call | Span): string {
  if (step.kind === 'span') return `span ${step.service.value} ${JSON.stringify(step.name.value)}`;
  const type = typeof step.type === 'string' ? step.type : step.type.text;
  return `${type} ${slotText(step.callee)}`;
}

function slotText(slot: Call['callee']): string {
  return 'kind' in slot ? slot.text : slot.value;
}
