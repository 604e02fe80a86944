import { type Law, lawNamed, percentileOf } from '../../schedule/laws.ts';
import { numberOf } from '../../schedule/quantity.ts';
import type { LawValue } from '../../spec/value.ts';
import type { Finding, ValueRule } from '../rule.ts';
import { similarName } from '../similar.ts';
import type { Role } from '../values-in.ts';

/** A law with parameters it does not have, too few of them, or percentiles that fall where they should rise. */
export const lawParameters: ValueRule = {
  code: 'law-parameters',
  severity: 'error',
  checkValue: ({ value, role }) => {
    const law = value.kind === 'law' ? lawNamed(value.name) : undefined;
    if (value.kind !== 'law' || law === undefined) return [];
    const unknown = Object.keys(value.parameters).filter((name) => !takes(law, name));
    const findings = unknown.map((name) => unknownParameter(value, law, name));
    if (findings.length > 0) return findings;
    const complaint = shortage(value, law) ?? unitless(value, role) ?? disorder(value);
    return complaint === undefined ? [] : [{ range: value.range, message: complaint }];
  },
};

function takes(law: Law, parameter: string): boolean {
  return law.parameters.includes(parameter) || (law.percentiles && percentileOf(parameter) !== undefined);
}

function unknownParameter(value: LawValue, law: Law, name: string): Finding {
  const known = [...law.parameters, ...(law.percentiles ? ['p50', 'p90', 'p99'] : [])];
  const meant = similarName(name, known);
  const hint = meant ? `did you mean \`${meant}\`?` : `write it like \`${law.example}\`.`;
  const range = value.parameters[name]?.range ?? value.range;
  return { range, message: `\`~${law.name}\` has no parameter \`${name}\`: ${hint}` };
}

function shortage(value: LawValue, law: Law): string | undefined {
  const enough = Object.keys(value.parameters).length >= law.needed;
  const positional = law.arms === 'none' ? value.arms.length === 0 : value.arms.length > 0;
  return enough && positional ? undefined : `\`~${law.name}\` is written like \`${law.example}\`.`;
}

/** Where a time is meant, all but the shape of the law are times. */
function unitless(value: LawValue, role: Role): string | undefined {
  if (role === 'attribute' || role === 'count') return undefined;
  for (const [name, literal] of Object.entries(value.parameters)) {
    if (name === 'sigma' || name === 'shape' || name === 'column') continue;
    if (numberOf(literal, 'duration') === undefined)
      return `\`${name}=${literal.text}\` needs a unit, such as \`5ms\`.`;
  }
  return undefined;
}

function disorder(value: LawValue): string | undefined {
  const points = Object.entries(value.parameters)
    .flatMap(([name, literal]) => {
      const share = percentileOf(name);
      const at = numberOf(literal, 'duration') ?? numberOf(literal, 'count');
      return share === undefined || at === undefined ? [] : [{ name, share, at }];
    })
    .sort((a, b) => a.share - b.share);
  for (const [index, point] of points.entries()) {
    const before = points[index - 1];
    if (before !== undefined && before.at > point.at) {
      return `\`${before.name}\` cannot be above \`${point.name}\`.`;
    }
  }
  return undefined;
}
