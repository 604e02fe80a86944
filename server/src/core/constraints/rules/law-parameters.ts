import { type Law, lawNamed, percentileOf } from '../../schedule/laws.ts';
import { numberOf } from '../../schedule/quantity.ts';
import type { LawValue, Literal } from '../../spec/value.ts';
import type { TextRange } from '../../text/range.ts';
import { type Finding, NOTHING, type ValueRule } from '../rule.ts';
import { similarName } from '../similar.ts';
import type { Role } from '../values-in.ts';

/** A law with parameters it does not have, too few of them, or percentiles that fall where they should rise. */
export const lawParameters: ValueRule = {
  code: 'law-parameters',
  severity: 'error',
  reads: ['law'],
  checkValue: ({ value, role }) => {
    const law = value.kind === 'law' ? lawNamed(value.name) : undefined;
    if (value.kind !== 'law' || law === undefined) return [];
    const parameters = Object.entries(value.parameters);
    const unknown = parameters.filter(([name]) => !takes(law, name));
    if (unknown.length > 0) return unknown.map(([name, { range }]) => unknownParameter(law, name, range));
    const complaint = shortage(value, law, parameters) ?? unitless(parameters, role) ?? disorder(parameters);
    return complaint === undefined ? NOTHING : [{ range: value.range, message: complaint }];
  },
};

type Parameters = readonly (readonly [string, Literal])[];

function takes(law: Law, parameter: string): boolean {
  return law.parameters.includes(parameter) || (law.percentiles && percentileOf(parameter) !== undefined);
}

function unknownParameter(law: Law, name: string, range: TextRange): Finding {
  const known = [...law.parameters, ...(law.percentiles ? ['p50', 'p90', 'p99'] : [])];
  const meant = similarName(name, known);
  const hint = meant ? `did you mean \`${meant}\`?` : `write it like \`${law.example}\`.`;
  return { range, message: `\`~${law.name}\` has no parameter \`${name}\`: ${hint}` };
}

function shortage(value: LawValue, law: Law, parameters: Parameters): string | undefined {
  const enough = parameters.length >= law.needed;
  const positional = law.arms === 'none' ? value.arms.length === 0 : value.arms.length > 0;
  return enough && positional ? undefined : `\`~${law.name}\` is written like \`${law.example}\`.`;
}

/** Where a time is meant, all but the shape of the law are times. */
function unitless(parameters: Parameters, role: Role): string | undefined {
  if (role === 'attribute' || role === 'count') return undefined;
  for (const [name, literal] of parameters) {
    if (name === 'sigma' || name === 'shape' || name === 'column') continue;
    if (numberOf(literal, 'duration') === undefined)
      return `\`${name}=${literal.text}\` needs a unit, such as \`5ms\`.`;
  }
  return undefined;
}

function disorder(parameters: Parameters): string | undefined {
  const points: { name: string; share: number; at: number }[] = [];
  for (const [name, literal] of parameters) {
    const share = percentileOf(name);
    const at = numberOf(literal, 'duration') ?? numberOf(literal, 'count');
    if (share !== undefined && at !== undefined) points.push({ name, share, at });
  }
  if (!isRising(points)) points.sort((a, b) => a.share - b.share);
  for (const [index, point] of points.entries()) {
    const before = points[index - 1];
    if (before !== undefined && before.at > point.at)
      return `\`${before.name}\` cannot be above \`${point.name}\`.`;
  }
  return undefined;
}

function isRising(points: readonly { readonly share: number }[]): boolean {
  return points.every((point, index) => point.share >= (points[index - 1]?.share ?? 0));
}
