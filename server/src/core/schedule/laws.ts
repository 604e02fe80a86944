import type { LawValue, Literal } from '../spec/value.ts';
import type { Quantity } from './quantity.ts';

/** A law of chance that `~NAME(…)` may name. */
export interface Law {
  readonly name: string;
  /** Parameters by name, besides percentiles. */
  readonly parameters: readonly string[];
  /** Takes percentiles: `p50`, `p99`, `p99.9` … */
  readonly percentiles: boolean;
  /** Takes arguments by position: weighted values, or a file name. */
  readonly arms: 'none' | 'values' | 'file';
  /** How many named parameters pin it down. */
  readonly needed: number;
  /** One way to write it, for messages. */
  readonly example: string;
}

/** All laws of the language (docs/language.md, "Values"). */
export const LAWS: readonly Law[] = [
  {
    name: 'lognormal',
    parameters: ['mean', 'sigma', 'min', 'max'],
    percentiles: true,
    arms: 'none',
    needed: 2,
    example: '~lognormal(p50=4ms, p99=60ms)',
  },
  {
    name: 'exp',
    parameters: ['mean', 'min', 'max'],
    percentiles: true,
    arms: 'none',
    needed: 1,
    example: '~exp(mean=3ms)',
  },
  {
    name: 'pareto',
    parameters: ['min', 'shape', 'mean', 'max'],
    percentiles: true,
    arms: 'none',
    needed: 2,
    example: '~pareto(min=2ms, shape=1.5)',
  },
  {
    name: 'mix',
    parameters: [],
    percentiles: false,
    arms: 'values',
    needed: 0,
    example: '~mix(95% 80..200ms, 5% 1..3s)',
  },
  {
    name: 'empirical',
    parameters: ['column'],
    percentiles: false,
    arms: 'file',
    needed: 0,
    example: '~empirical("durations.csv")',
  },
];

const byName = new Map(LAWS.map((law) => [law.name, law]));

export function lawNamed(name: string): Law | undefined {
  return byName.get(name);
}

/** The share that a percentile's name stands for (`p99.9` and `p999` are 0.999), or `undefined` where it is no such name. */
export function percentileOf(parameter: string): number | undefined {
  if (!parameter.startsWith('p')) return undefined;
  const digits = parameter.slice(1);
  const known = WHOLE_PERCENTILES.get(digits);
  if (known !== undefined || !/^\d{1,3}(?:\.\d+)?$/.test(digits)) return known;
  const share = /^9\d\d$/.test(digits) ? Number(digits) / 1000 : Number(digits) / 100;
  return share > 0 && share < 1 ? share : undefined;
}

const WHOLE_PERCENTILES: ReadonlyMap<string, number> = new Map(
  Array.from({ length: 99 }, (_, index) => [String(index + 1), (index + 1) / 100]),
);

/** Bounds of a law by its own `min` and `max`, else from 0 up; typical is its median, or its mean where that is all it says. */
export function lawQuantity(law: LawValue, read: (literal: Literal) => number | undefined): Quantity {
  const parameter = (name: string): number | undefined => {
    const literal = Object.hasOwn(law.parameters, name) ? law.parameters[name] : undefined;
    return literal && read(literal);
  };
  const min = parameter('min') ?? 0;
  const nominal = parameter('p50') ?? parameter('mean') ?? parameter('min');
  return {
    min,
    max: parameter('max') ?? Number.POSITIVE_INFINITY,
    ...(nominal !== undefined && { nominal }),
  };
}
