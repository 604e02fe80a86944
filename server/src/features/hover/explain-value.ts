import { durationText } from '../../core/constraints/describe.ts';
import type { Role } from '../../core/constraints/values-in.ts';
import { quantityOf } from '../../core/schedule/quantity.ts';
import type { ChoiceValue, Hole, LawValue, Literal, Value } from '../../core/spec/value.ts';
import { LAW_HELP } from '../language-help.ts';
import { code, listed, paragraphs, percent } from './markdown.ts';

/** What a value means, in markdown; undefined where its text says it all. */
export function explainValue(value: Value, role: Role): string | undefined {
  switch (value.kind) {
    case 'hole':
      return explainHole(value);
    case 'soft':
      return `Open; last filled with ${literal(value.value)}. It may be drawn anew; without the \`?\` it stays.`;
    case 'range':
      return withTypical(
        value,
        role,
        `Uniform: every value from ${literal(value.low)} to ${literal(value.high)} is equally likely.`,
      );
    case 'normal':
      return `Normal: about two thirds lie within ${literal(value.deviation)} of ${literal(value.mean)}.`;
    case 'law':
      return withTypical(value, role, explainLaw(value));
    case 'choice':
      return explainChoice(value);
    case 'duration':
      return durationText(value.ns) === value.text ? undefined : durationText(value.ns);
    default:
      return undefined;
  }
}

function explainHole(hole: Hole): string {
  const bound = hole.bound;
  const limit =
    bound === undefined ? '' : ` It will be ${operatorWords(bound.operator)}${code(bound.value.text)}.`;
  const name = hole.name === undefined ? '' : ` Every ${code(`?${hole.name}`)} gets the same value.`;
  return `Open: filled in by the model.${limit}${name}`;
}

function operatorWords(operator: string | undefined): string {
  switch (operator) {
    case '<':
      return 'less than ';
    case '<=':
      return 'at most ';
    case '>':
      return 'more than ';
    case '>=':
      return 'at least ';
    default:
      return '';
  }
}

function explainLaw(law: LawValue): string {
  const percentiles = Object.entries(law.parameters).flatMap(([name, value]) =>
    /^p\d+(\.\d+)?$/.test(name) ? [`${name.slice(1)} % are at or below ${literal(value)}`] : [],
  );
  const arms = law.arms.map(({ weight, value }) => arm(weight, value));
  const details = [...percentiles, ...arms];
  return paragraphs(LAW_HELP.get(law.name), details.length === 0 ? undefined : `${listed(details, 8)}.`);
}

function explainChoice(choice: ChoiceValue): string {
  const even = choice.arms.every(({ weight }) => weight === undefined);
  if (even)
    return `One of ${listed(
      choice.arms.map(({ value }) => code(value.text)),
      8,
    )}, equally likely.`;
  return `${listed(
    choice.arms.map(({ weight, value }) => arm(weight, value)),
    8,
  )}.`;
}

function arm(weight: number | undefined, value: Value): string {
  return weight === undefined ? code(value.text) : `${percent(weight)} ${code(value.text)}`;
}

function literal(value: Literal): string {
  return value.kind === 'duration' ? durationText(value.ns) : code(value.text);
}

/** The one number that pictures show. */
function withTypical(value: Value, role: Role, said: string): string {
  const nominal =
    role === 'count' || role === 'attribute' ? undefined : quantityOf(value, 'duration')?.nominal;
  return nominal === undefined ? said : paragraphs(said, `Shown as ${durationText(nominal)}.`);
}
