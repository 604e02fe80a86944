import { pickWeighted, type Random } from '../core/random.ts';
import type { Literal, Nanoseconds, Value } from '../core/spec/value.ts';

/** z of the 99th percentile of the normal distribution. */
const Z99 = 2.3263;

/** A duration in nanoseconds drawn from what was written; undefined for a hole or what is no duration. */
export function sampleDuration(value: Value, random: Random): Nanoseconds | undefined {
  switch (value.kind) {
    case 'duration':
      return Math.max(0, value.ns);
    case 'soft':
      return sampleDuration(value.value, random);
    case 'range': {
      const [low, high] = [sizeOf(value.low), sizeOf(value.high)];
      return low + (high - low) * random.next();
    }
    case 'normal':
      return Math.max(0, sizeOf(value.mean) + sizeOf(value.deviation) * random.normal());
    case 'law':
      return sampleLaw(value, random);
    case 'choice': {
      const arm = value.arms[pickWeighted(random, weightsOf(value.arms))];
      return arm && sampleDuration(arm.value, random);
    }
    default:
      return undefined;
  }
}

/** A count drawn from a number or a range of numbers; 1 for anything else. */
export function sampleCount(value: Value, random: Random): number {
  if (value.kind === 'number') return Math.max(0, Math.round(value.value));
  if (value.kind !== 'range') return 1;
  const [low, high] = [sizeOf(value.low), sizeOf(value.high)];
  return Math.max(0, Math.round(low) + random.below(Math.max(1, Math.round(high) - Math.round(low) + 1)));
}

function sampleLaw(law: Extract<Value, { kind: 'law' }>, random: Random): Nanoseconds | undefined {
  const p = (name: string) => {
    const literal = law.parameters[name];
    return literal && sizeOf(literal);
  };
  switch (law.name) {
    case 'lognormal': {
      const median = p('p50') ?? 5e6;
      const sigma = Math.log((p('p99') ?? median * 6) / median) / Z99;
      return median * Math.exp(Math.max(0, sigma) * random.normal());
    }
    case 'exp':
      return -(p('mean') ?? 5e6) * Math.log(1 - random.next());
    case 'pareto': {
      const median = p('p50') ?? 5e6;
      const shape = Math.log(50) / Math.log(Math.max(1.01, (p('p99') ?? median * 10) / median));
      return (median / 2 ** (1 / shape)) * (1 - random.next()) ** (-1 / shape);
    }
    case 'mix': {
      const arm = law.arms[pickWeighted(random, weightsOf(law.arms))];
      return arm && sampleDuration(arm.value, random);
    }
    default:
      return undefined;
  }
}

/** Weights of a choice; what is not given is shared evenly by the arms without one. */
function weightsOf(arms: readonly { readonly weight?: number }[]): number[] {
  const given = arms.reduce((sum, arm) => sum + (arm.weight ?? 0), 0);
  const open = arms.filter((arm) => arm.weight === undefined).length;
  const rest = open === 0 ? 0 : Math.max(given === 0 ? 1 : 0.01, 1 - given) / open;
  return arms.map((arm) => arm.weight ?? rest);
}

/** A time in nanoseconds, or a count as it is; the reader has given both ends of a range the same unit. */
function sizeOf(literal: Literal): number {
  if (literal.kind === 'duration') return literal.ns;
  if (literal.kind === 'number' || literal.kind === 'percent') return literal.value;
  return 0;
}
