import { CLAUSES } from './build-clause.ts';
import { buildFlags, buildModifiers, durationField } from './build-modifiers.ts';
import { buildDropped, wholeNumber } from './build-service.ts';
import { buildText, optionalText, spellingOf, textField } from './build-text.ts';
import { buildField, buildHole, buildSoft, literalField } from './build-value.ts';
import { type Cst, childOf, childOfType, rangeOf, textOf } from './cst.ts';
import { defined } from './defined.ts';
import { type Entry, isAttribute, isCallType, isClauseOrBroken, isStatement } from './kinds.ts';
import { readPercent } from './literal.ts';
import type {
  Alternative,
  Call,
  Choose,
  Dropped,
  Link,
  OnError,
  Par,
  Repeat,
  Require,
  Span,
  SpanEvent,
  SpanKind,
  Statement,
  SubtreeHole,
  Text,
  Throw,
  TraceId,
  TraceItem,
  TraceStart,
} from './spec.ts';
import type { Hole, Soft, Value } from './value.ts';

export function buildTrace(cst: Cst, source: string): TraceItem {
  const within = childOfType(cst, 'within');
  return defined({
    kind: 'trace' as const,
    range: rangeOf(cst),
    name: optionalText(cst, 'name', source),
    exact: childOfType(cst, 'exact') !== undefined,
    within: within === undefined ? undefined : durationField(within, 'value', source),
    bodyRange: cst.block?.range ?? { start: cst.end, end: cst.end },
    body: bodyOf(cst),
  });
}

function bodyOf(cst: Cst): readonly Statement[] {
  return cst.block?.entries.filter(isStatement) ?? NO_STATEMENTS;
}

const NO_STATEMENTS: readonly Statement[] = [];

function blockRange(cst: Cst): Par['bodyRange'] {
  return cst.block?.range ?? { start: cst.end, end: cst.end };
}

export function buildCall(cst: Cst, source: string): Call {
  const type = childOf(cst, 'type') ?? cst;
  const operation = childOf(cst, 'operation');
  const isTime = operation !== undefined && isOpenTime(operation, source);
  return defined({
    kind: 'call' as const,
    range: rangeOf(cst),
    async: childOfType(cst, 'async') !== undefined,
    type: type.type === 'hole' ? buildHole(type, source) : callTypeOf(type, source),
    typeRange: rangeOf(type),
    callee: nameOrOpen(childOf(cst, 'callee'), source) ?? textField(cst, 'callee', source),
    operation: isTime ? undefined : nameOrOpen(operation, source),
    modifiers: buildModifiers(modifierParts(cst, isTime), source),
    bodyRange: cst.block?.range,
    body: bodyOf(cst),
  });
}

function callTypeOf(cst: Cst, source: string): Call['type'] {
  const word = textOf(cst, source);
  return isCallType(word) ? word : 'call';
}

/** A hole behind the callee stands for the operation, unless what it may be, or last was, is a time. */
function isOpenTime(operation: Cst, source: string): boolean {
  if (operation.type === 'soft') return childOf(operation, 'value')?.type === 'duration';
  const bound = operation.type === 'hole' ? buildHole(operation, source).bound : undefined;
  return bound !== undefined && isTime(bound.value);
}

function isTime(value: Value): boolean {
  if (value.kind === 'range') return isTime(value.high);
  if (value.kind === 'normal') return isTime(value.mean);
  if (value.kind === 'choice') return value.arms.some((arm) => isTime(arm.value));
  return value.kind === 'duration';
}

/** Holes and soft values among a call's children are its type, callee and operation, told apart by their fields. */
function modifierParts(cst: Cst, operationIsTime: boolean): readonly Cst[] {
  return cst.children
    .filter((child) => child.field === null || (operationIsTime && child.field === 'operation'))
    .map((child) =>
      child.field === null ? child : { ...child, type: 'lasting', children: [{ ...child, field: 'value' }] },
    );
}

function nameOrOpen(cst: Cst | undefined, source: string): Text | Hole | Soft | undefined {
  if (cst === undefined) return undefined;
  if (cst.type === 'hole') return buildHole(cst, source);
  return cst.type === 'soft' ? buildSoft(cst, source) : buildText(cst, source);
}

const SPAN_KINDS: Readonly<Record<SpanKind, SpanKind>> = {
  server: 'server',
  client: 'client',
  producer: 'producer',
  consumer: 'consumer',
  internal: 'internal',
  unspecified: 'unspecified',
};

export function buildSpan(cst: Cst, source: string): Span {
  const kind = spellingOf(cst, 'kind', source);
  return defined({
    kind: 'span' as const,
    range: rangeOf(cst),
    spanKind: kind in SPAN_KINDS ? SPAN_KINDS[kind as SpanKind] : ('unspecified' as const),
    service: textField(cst, 'service', source),
    name: textField(cst, 'name', source),
    modifiers: buildModifiers(modifierParts(cst, false), source),
    bodyRange: cst.block?.range,
    body: bodyOf(cst),
  });
}

export function buildPar(cst: Cst, source: string): Par {
  const limit = wholeNumber(cst, 'limit', source);
  return defined({
    kind: 'par' as const,
    range: rangeOf(cst),
    limit,
    bodyRange: blockRange(cst),
    body: bodyOf(cst),
  });
}

export function buildRepeat(cst: Cst, source: string): Repeat {
  const count = buildField(cst, 'count', source);
  return { kind: 'repeat', range: rangeOf(cst), count, bodyRange: blockRange(cst), body: bodyOf(cst) };
}

export function buildChoose(cst: Cst, _source: string): Choose {
  return { kind: 'choose', range: rangeOf(cst), bodyRange: blockRange(cst), body: bodyOf(cst) };
}

export function buildOnError(cst: Cst, _source: string): OnError {
  return { kind: 'on-error', range: rangeOf(cst), bodyRange: blockRange(cst), body: bodyOf(cst) };
}

/** @param nested the one statement behind the colon, where no block stands there. */
export function buildAlternative(cst: Cst, source: string, nested: Entry | undefined): Alternative {
  const probability = childOf(cst, 'probability');
  const text = spellingOf(cst, 'probability', source);
  const isHole = probability?.type === 'hole';
  return defined({
    kind: 'alternative' as const,
    range: rangeOf(cst),
    probability: isHole ? buildHole(probability, source) : readPercent(text, rangeOf(cst)).value,
    probabilityText: text,
    bodyRange: cst.block?.range,
    body: nested !== undefined && isStatement(nested) ? [nested] : bodyOf(cst),
  });
}

export function buildSubtreeHole(cst: Cst, source: string): SubtreeHole {
  const wishes = cst.children.flatMap((child) => CLAUSES.get(child.type)?.(child, source) ?? []);
  return { kind: 'subtree-hole', range: rangeOf(cst), wishes };
}

export function buildTraceId(cst: Cst, source: string): TraceId {
  return { kind: 'trace-id', range: rangeOf(cst), value: textField(cst, 'value', source) };
}

export function buildTraceStart(cst: Cst, source: string): TraceStart {
  return { kind: 'trace-start', range: rangeOf(cst), value: literalField(cst, 'value', source) };
}

export function buildRequire(cst: Cst, _source: string): Require {
  const clauses = cst.block?.entries.filter(isClauseOrBroken) ?? [];
  return { kind: 'require', range: rangeOf(cst), bodyRange: blockRange(cst), clauses };
}

export function buildEvent(cst: Cst, source: string): SpanEvent {
  return defined({
    kind: 'event' as const,
    range: rangeOf(cst),
    name: textField(cst, 'name', source),
    at: offsetOf(cst, source),
    bodyRange: cst.block?.range,
    attributes: cst.block?.entries.filter(isAttribute) ?? [],
    dropped: droppedOf(cst, source),
  });
}

function offsetOf(cst: Cst, source: string): Value | undefined {
  const at = childOfType(cst, 'at');
  return at === undefined ? undefined : buildField(at, 'value', source);
}

function droppedOf(cst: Cst, source: string): readonly Dropped[] {
  return cst.children.filter((child) => child.type === 'dropped').map((child) => buildDropped(child, source));
}

export function buildThrow(cst: Cst, source: string): Throw {
  return defined({
    kind: 'throw' as const,
    range: rangeOf(cst),
    type: textField(cst, 'type', source),
    message: optionalText(cst, 'message', source),
    at: offsetOf(cst, source),
    bodyRange: cst.block?.range,
    attributes: cst.block?.entries.filter(isAttribute) ?? [],
  });
}

export function buildLink(cst: Cst, source: string): Link {
  const flags = childOfType(cst, 'flags');
  const state = childOfType(cst, 'state');
  return defined({
    kind: 'link' as const,
    range: rangeOf(cst),
    target: textField(cst, 'target', source),
    byId: childOf(cst, 'target')?.type === 'span_reference',
    flags: flags === undefined ? undefined : buildFlags(flags, source),
    state: state === undefined ? undefined : optionalText(state, 'value', source),
    bodyRange: cst.block?.range,
    attributes: cst.block?.entries.filter(isAttribute) ?? [],
    dropped: droppedOf(cst, source),
  });
}
