import { patternOf } from './build-clause.ts';
import { buildStatus, countOf, durationField } from './build-modifiers.ts';
import { wholeNumber } from './build-service.ts';
import { spellingOf, textField } from './build-text.ts';
import { buildField, buildValue, literalField } from './build-value.ts';
import { type Cst, childOf, childOfType, rangeOf } from './cst.ts';
import { defined } from './defined.ts';
import { isFaultRule, isScenarioStatement } from './kinds.ts';
import { readNumber } from './literal.ts';
import type { Arrivals, Export, Fault, FaultRule, Fill, Mix, Period, ScenarioItem, Send } from './spec.ts';

export function buildScenario(cst: Cst, source: string): ScenarioItem {
  return defined({
    kind: 'scenario' as const,
    range: rangeOf(cst),
    name: textField(cst, 'name', source),
    seed: seedOf(cst, source),
    bodyRange: cst.block?.range ?? { start: cst.end, end: cst.end },
    body: cst.block?.entries.filter(isScenarioStatement) ?? [],
  });
}

function seedOf(cst: Cst, source: string): number | undefined {
  const seed = childOfType(cst, 'seed');
  return seed === undefined ? undefined : wholeNumber(seed, 'value', source);
}

export function buildMix(cst: Cst, source: string): Mix {
  const arms = cst.children.filter((child) => child.type === 'mix_arm');
  return { kind: 'mix', range: rangeOf(cst), arms: arms.map((arm) => buildMixArm(arm, source)) };
}

function buildMixArm(cst: Cst, source: string): Mix['arms'][number] {
  const weight = literalField(cst, 'weight', source);
  return {
    weight: weight.kind === 'percent' ? weight.value : 0,
    weightText: weight.text,
    trace: textField(cst, 'trace', source),
  };
}

export function buildPeriod(cst: Cst, source: string): Period {
  const length = durationField(cst, 'length', source);
  return { kind: 'period', range: rangeOf(cst), start: literalField(cst, 'start', source), length };
}

export function buildArrivals(cst: Cst, source: string): Arrivals {
  const rates = cst.children.filter((child) => child.type === 'arrival_rate');
  return {
    kind: 'arrivals',
    range: rangeOf(cst),
    law: textField(cst, 'law', source),
    rates: rates.map((rate) => buildArrivalRate(rate, source)),
  };
}

function buildArrivalRate(cst: Cst, source: string): Arrivals['rates'][number] {
  const at = childOf(cst, 'at') === undefined ? undefined : durationField(cst, 'at', source);
  return defined({ rate: literalField(cst, 'rate', source), at });
}

export function buildFault(cst: Cst, source: string): Fault {
  return {
    kind: 'fault',
    range: rangeOf(cst),
    at: durationField(cst, 'at', source),
    length: durationField(cst, 'length', source),
    name: textField(cst, 'name', source),
    bodyRange: cst.block?.range ?? { start: cst.end, end: cst.end },
    rules: cst.block?.entries.filter(isFaultRule) ?? [],
  };
}

export function buildFaultRule(cst: Cst, source: string): FaultRule {
  const effects: FaultRule['effects'][number][] = [];
  for (const child of cst.children) {
    if (child.type === 'duration_effect') effects.push(buildDurationEffect(child, source));
    if (child.type === 'status') effects.push({ kind: 'status', ...buildStatus(child, source) });
  }
  return { kind: 'fault-rule', range: rangeOf(cst), pattern: patternOf(cst, 'pattern', source), effects };
}

function buildDurationEffect(cst: Cst, source: string): FaultRule['effects'][number] {
  const value = childOf(cst, 'value');
  if (value?.type === 'repeat_count') return { kind: 'duration', factor: countOf(value, source) };
  return {
    kind: 'duration',
    value: value === undefined ? buildField(cst, 'value', source) : buildValue(value, source),
  };
}

export function buildFill(cst: Cst, source: string): Fill {
  const temperature = childOf(cst, 'temperature');
  return defined({
    kind: 'fill' as const,
    range: rangeOf(cst),
    model: textField(cst, 'model', source),
    temperature:
      temperature === undefined
        ? undefined
        : readNumber(spellingOf(cst, 'temperature', source), rangeOf(temperature)),
    seed: seedOf(cst, source),
  });
}

export function buildExport(cst: Cst, source: string): Export {
  return defined({
    kind: 'export' as const,
    range: rangeOf(cst),
    format: textField(cst, 'format', source),
    path: textField(cst, 'path', source),
    shards: wholeNumber(cst, 'shards', source),
  });
}

export function buildSend(cst: Cst, source: string): Send {
  const rate = childOf(cst, 'rate');
  return defined({
    kind: 'send' as const,
    range: rangeOf(cst),
    protocol: textField(cst, 'protocol', source),
    endpoint: textField(cst, 'endpoint', source),
    rate: rate === undefined ? undefined : literalField(cst, 'rate', source),
  });
}
