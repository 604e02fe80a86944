import { quote, unquote } from '../text/names.ts';
import type { TextRange } from '../text/range.ts';
import { type Cst, childOf, rangeOf, textOf } from './cst.ts';
import { defined } from './defined.ts';
import { isLiteral } from './kinds.ts';
import { readDatetime, readDuration, readNumber, readPercent, readRate } from './literal.ts';
import { ARRAY, isPart, MAP, spellList } from './spell-list.ts';
import type {
  Comparison,
  Hole,
  InvalidValue,
  LawValue,
  Literal,
  Soft,
  Value,
  WeightedValue,
} from './value.ts';

/** The value under `field`; an invalid one where there is none. */
export function buildField(cst: Cst, field: string, source: string): Value {
  const child = childOf(cst, field);
  return child === undefined ? invalid('', { start: cst.end, end: cst.end }) : buildValue(child, source);
}

/** The literal under `field`; an empty name where there is none. */
export function literalField(cst: Cst, field: string, source: string): Literal {
  const value = buildField(cst, field, source);
  return isLiteral(value) ? value : { kind: 'name', range: value.range, text: value.text, value: value.text };
}

/** A value as a typed one; its `text` is the canonical spelling of it, literals as they are written. */
export function buildValue(cst: Cst, source: string): Value {
  const build = COMPOSITES.get(cst.type);
  if (build === undefined) return buildLiteral(cst, source);
  const value = build(cst, source);
  return cst.damaged ? { ...value, text: textOf(cst, source) } : value;
}

type Build = (cst: Cst, source: string) => Value;

const COMPOSITES: ReadonlyMap<string, Build> = new Map<string, Build>([
  ['hole', buildHole],
  ['soft', buildSoft],
  ['range', buildRange],
  ['normal', buildNormal],
  ['law', buildLaw],
  ['alternatives', buildAlternatives],
  ['weighted', buildWeighted],
  ['array', buildArray],
  ['map', buildMap],
]);

function buildLiteral(cst: Cst, source: string): Literal | InvalidValue {
  const text = textOf(cst, source);
  const range = rangeOf(cst);
  if (cst.damaged) return invalid(text, range);
  return LITERALS.get(cst.type)?.(text, range) ?? invalid(text, range);
}

const LITERALS: ReadonlyMap<string, (text: string, range: TextRange) => Literal> = new Map<
  string,
  (text: string, range: TextRange) => Literal
>([
  ['duration', readDuration],
  ['number', readNumber],
  ['hex_number', readNumber],
  ['percent', readPercent],
  ['rate', readRate],
  ['datetime', readDatetime],
  ['string', (text, range) => ({ kind: 'string', range, text, value: unquote(text) })],
  ['name', (text, range) => ({ kind: 'name', range, text, value: text })],
  ['bytes', (text, range) => ({ kind: 'bytes', range, text, base64: text.slice(2, -1) })],
  ['boolean', (text, range) => ({ kind: 'boolean', range, text, value: text === 'true' })],
  ['null', (text, range) => ({ kind: 'null', range, text })],
]);

function invalid(text: string, range: TextRange): InvalidValue {
  return { kind: 'invalid', range, text };
}

export function buildHole(cst: Cst, source: string): Hole {
  const name = childOf(cst, 'name');
  if (name !== undefined) {
    const word = textOf(name, source);
    return { kind: 'hole', range: rangeOf(cst), text: `?${word}`, name: word };
  }
  const bound = holeBound(cst, source);
  const text = bound === undefined ? '?' : `?(${bound.operator ?? ''}${bound.value.text})`;
  return defined({ kind: 'hole' as const, range: rangeOf(cst), text, bound });
}

function holeBound(cst: Cst, source: string): Hole['bound'] {
  const value = childOf(cst, 'value');
  if (value === undefined) return undefined;
  return defined({ operator: comparisonOf(cst, source), value: buildValue(value, source) });
}

const COMPARISONS: Readonly<Record<string, Comparison>> = {
  '<': '<',
  '<=': '<=',
  '==': '==',
  '>=': '>=',
  '>': '>',
};

export function comparisonOf(cst: Cst, source: string): Comparison | undefined {
  const operator = childOf(cst, 'operator');
  return operator === undefined ? undefined : COMPARISONS[textOf(operator, source)];
}

export function buildSoft(cst: Cst, source: string): Soft {
  const value = literalField(cst, 'value', source);
  return { kind: 'soft', range: rangeOf(cst), text: `?${value.text}`, value };
}

function buildRange(cst: Cst, source: string): Value {
  const low = literalField(cst, 'low', source);
  const high = literalField(cst, 'high', source);
  const text = `${low.text}..${high.text}`;
  return { kind: 'range', range: rangeOf(cst), text, low: inUnitOf(high, low), high: inUnitOf(low, high) };
}

function buildNormal(cst: Cst, source: string): Value {
  const mean = literalField(cst, 'mean', source);
  const deviation = literalField(cst, 'deviation', source);
  const text = `${mean.text}±${deviation.text}`;
  const [scaledMean, scaledDeviation] = [inUnitOf(deviation, mean), inUnitOf(mean, deviation)];
  return { kind: 'normal', range: rangeOf(cst), text, mean: scaledMean, deviation: scaledDeviation };
}

/** `10` beside `20ms` is 10 ms: a bare number takes the unit of its neighbour, its spelling stays. */
function inUnitOf(neighbour: Literal, literal: Literal): Literal {
  if (literal.kind !== 'number') return literal;
  const { text, range } = literal;
  const unit = /^[+-]?[0-9.]+(.*)$/.exec(neighbour.text)?.[1] ?? '';
  if (neighbour.kind === 'duration') return { ...readDuration(text + unit, range), text };
  if (neighbour.kind === 'percent') return { kind: 'percent', range, text, value: literal.value / 100 };
  if (neighbour.kind === 'rate') return { ...readRate(text + unit, range), text };
  return literal;
}

function buildLaw(cst: Cst, source: string): LawValue {
  const nameNode = childOf(cst, 'name');
  const name = nameNode === undefined ? '' : textOf(nameNode, source);
  const parameters: [string, Literal][] = [];
  const arms: WeightedValue[] = [];
  const texts: string[] = [];
  for (const argument of cst.children) {
    if (argument.type === 'law_parameter') parameters.push(lawParameter(argument, source, texts));
    else if (argument !== nameNode && isPart(argument)) arms.push(lawArm(argument, source, texts));
  }
  const text = `~${name}(${texts.join(', ')})`;
  return { kind: 'law', range: rangeOf(cst), text, name, parameters: Object.fromEntries(parameters), arms };
}

function lawParameter(cst: Cst, source: string, texts: string[]): [string, Literal] {
  const nameNode = childOf(cst, 'name');
  const name = nameNode === undefined ? '' : textOf(nameNode, source);
  const value = literalField(cst, 'value', source);
  texts.push(`${name}=${value.text}`);
  return [name, value];
}

function lawArm(cst: Cst, source: string, texts: string[]): WeightedValue {
  const isWeighted = cst.type === 'weighted_law';
  const value = isWeighted ? buildField(cst, 'value', source) : buildValue(cst, source);
  const weight = isWeighted ? childOf(cst, 'weight') : undefined;
  texts.push(weight === undefined ? value.text : `${textOf(weight, source)} ${value.text}`);
  return defined({ weight: shareOf(weight, source), value });
}

function shareOf(percent: Cst | undefined, source: string): number | undefined {
  return percent === undefined ? undefined : readPercent(textOf(percent, source), rangeOf(percent)).value;
}

function buildAlternatives(cst: Cst, source: string): Value {
  const values = partsOf(cst).map((part) => buildValue(part, source));
  const text = values.map((value) => value.text).join(' | ');
  return { kind: 'choice', range: rangeOf(cst), text, arms: values.map((value) => ({ value })) };
}

function buildWeighted(cst: Cst, source: string): Value {
  const parts = partsOf(cst);
  const arms = parts.map((part) =>
    defined({ weight: shareOf(childOf(part, 'weight'), source), value: buildField(part, 'value', source) }),
  );
  const text = arms.map((arm, index) => `${arm.value.text} ${weightText(parts[index], source)}`).join(', ');
  return { kind: 'choice', range: rangeOf(cst), text, arms };
}

function weightText(arm: Cst | undefined, source: string): string {
  const weight = arm === undefined ? undefined : childOf(arm, 'weight');
  return weight === undefined ? '' : textOf(weight, source);
}

function partsOf(cst: Cst): readonly Cst[] {
  return cst.children.filter(isPart);
}

function buildArray(cst: Cst, source: string): Value {
  const items: Value[] = [];
  const text = spellList(cst, source, ARRAY, (part) => {
    const value = buildValue(part, source);
    items.push(value);
    return value.text;
  });
  return { kind: 'array', range: rangeOf(cst), text, items };
}

function buildMap(cst: Cst, source: string): Value {
  const entries: { key: string; value: Value }[] = [];
  const text = spellList(cst, source, MAP, (part) => {
    const entry = { key: keyOf(part, source), value: buildField(part, 'value', source) };
    entries.push(entry);
    return `${keyText(part, source)} = ${entry.value.text}`;
  });
  return { kind: 'map', range: rangeOf(cst), text, entries };
}

function keyOf(attribute: Cst, source: string): string {
  const key = childOf(attribute, 'key');
  if (key === undefined) return '';
  const text = textOf(key, source);
  return key.type === 'string' ? unquote(text) : text;
}

function keyText(attribute: Cst, source: string): string {
  const key = childOf(attribute, 'key');
  if (key === undefined) return '';
  return key.type === 'string' ? quote(keyOf(attribute, source)) : textOf(key, source);
}
