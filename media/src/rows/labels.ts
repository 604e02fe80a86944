import type { Row } from '../picture.ts';

const UNITS: readonly (readonly [number, string])[] = [
  [1e9, 's'],
  [1e6, 'ms'],
  [1e3, 'µs'],
];

/** A time in nanoseconds with three digits. */
export function timeText(nanoseconds: number): string {
  const [size, unit] = UNITS.find(([least]) => nanoseconds >= least) ?? [1, 'ns'];
  return `${Number((nanoseconds / size).toPrecision(3))}${unit}`;
}

/** How long the row lasts; `?` where that is open, `~` where it is not written. */
export function durationOf(row: Row): string {
  if (row.holes.includes('duration')) return '?';
  return `${row.written ? '' : '~'}${timeText(row.end - row.start)}`;
}

export function serviceOf(row: Row): string {
  return row.holes.includes('callee') ? '?' : row.service;
}

export function operationOf(row: Row): string {
  return row.holes.includes('operation') ? '?' : row.operation;
}

/** What is special about the call, in words of the language. */
export function marksOf(row: Row): string {
  const marks = [
    row.async ? 'async' : '',
    row.repeat === 1 ? '' : `×${row.repeat}`,
    row.probability === 1 || row.kind === 'group' ? '' : `${Number((row.probability * 100).toPrecision(3))}%`,
    row.status === 'error' ? 'error' : '',
  ];
  return marks.filter((mark) => mark !== '').join(' ');
}

/** All that the row says, for those who hear it, and for those who see it cut short. */
export function wholeTextOf(row: Row): string {
  const name = [row.type, serviceOf(row), operationOf(row)].filter((part) => part !== '').join(' ');
  const parts = [name, durationOf(row), marksOf(row), ...row.violations.map(({ message }) => message)];
  return parts.filter((part) => part !== '').join(', ');
}

export function isHole(row: Row): boolean {
  return row.kind === 'subtree-hole' || row.holes.length > 0;
}
