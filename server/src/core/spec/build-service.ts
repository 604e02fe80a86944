import { patternOf } from './build-clause.ts';
import { countOf } from './build-modifiers.ts';
import { optionalText, textField } from './build-text.ts';
import { buildField, buildValue } from './build-value.ts';
import { type Cst, childOf, childOfType, rangeOf, textOf } from './cst.ts';
import { defined } from './defined.ts';
import { isLatencyRule, isServiceStatement } from './kinds.ts';
import { readNumber } from './literal.ts';
import type { Attribute, Dropped, LatencyBlock, LatencyRule, Schema, Scope, ServiceItem } from './spec.ts';

export function buildService(cst: Cst, source: string): ServiceItem {
  const label = childOfType(cst, 'label');
  const count = childOfType(cst, 'repeat_count');
  return defined({
    kind: 'service' as const,
    range: rangeOf(cst),
    name: textField(cst, 'name', source),
    alias: label === undefined ? undefined : optionalText(label, 'name', source),
    instances: count === undefined ? undefined : countOf(count, source),
    bodyRange: cst.block?.range,
    body: cst.block?.entries.filter(isServiceStatement) ?? [],
  });
}

export function buildSchema(cst: Cst, source: string): Schema {
  return { kind: 'schema', range: rangeOf(cst), url: textField(cst, 'url', source) };
}

export function buildScope(cst: Cst, source: string): Scope {
  return defined({
    kind: 'scope' as const,
    range: rangeOf(cst),
    name: textField(cst, 'name', source),
    version: optionalText(cst, 'version', source),
    bodyRange: cst.block?.range,
    body: cst.block?.entries.filter(isServiceStatement) ?? [],
  });
}

export function buildAttribute(cst: Cst, source: string): Attribute {
  return {
    kind: 'attribute',
    range: rangeOf(cst),
    key: textField(cst, 'key', source),
    value: buildField(cst, 'value', source),
  };
}

export function buildDropped(cst: Cst, source: string): Dropped {
  const what = childOf(cst, 'what')?.type;
  return {
    kind: 'dropped',
    range: rangeOf(cst),
    what: what === 'events' || what === 'links' ? what : 'attributes',
    count: wholeNumber(cst, 'count', source) ?? 0,
  };
}

/** The number under `field`, where there is one. */
export function wholeNumber(cst: Cst, field: string, source: string): number | undefined {
  const child = childOf(cst, field);
  return child === undefined ? undefined : readNumber(textOf(child, source), rangeOf(child)).value;
}

export function buildLatency(cst: Cst, _source: string): LatencyBlock {
  return {
    kind: 'latency',
    range: rangeOf(cst),
    bodyRange: cst.block?.range ?? { start: cst.end, end: cst.end },
    rules: cst.block?.entries.filter(isLatencyRule) ?? [],
  };
}

export function buildLatencyRule(cst: Cst, source: string): LatencyRule {
  const value = childOf(cst, 'value');
  return {
    kind: 'latency-rule',
    range: rangeOf(cst),
    pattern: patternOf(cst, 'pattern', source),
    value: value === undefined ? buildField(cst, 'value', source) : buildValue(value, source),
  };
}
