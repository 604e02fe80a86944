/** A duration for reading: the largest unit that keeps it short, at most three digits behind the point. */
export function durationText(ns: number): string {
  const [factor, unit] = UNITS.find(([size]) => Math.abs(ns) >= size) ?? [1, 'ns'];
  return `${Number((ns / factor).toFixed(3))}${unit}`;
}

/** A duration spelled so that reading it gives exactly `ns` again. */
export function exactDurationText(ns: number): string {
  const whole = Math.ceil(ns);
  const [factor, unit] = UNITS.slice(2).find(([size]) => whole >= size && whole % (size / 1000) === 0) ?? [
    1,
    'ns',
  ];
  return `${whole / factor}${unit}`;
}

const UNITS: readonly (readonly [number, string])[] = [
  [3600e9, 'h'],
  [60e9, 'm'],
  [1e9, 's'],
  [1e6, 'ms'],
  [1e3, 'us'],
];

/** `1 call`, `5 calls`. */
export function countText(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
