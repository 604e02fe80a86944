import { cpus, loadavg } from 'node:os';
import { print } from './support.ts';

/** What was measured, beside the most that it may be. */
export interface Figure {
  readonly name: string;
  readonly measured: number;
  readonly limit: number;
  readonly unit: 'ms' | 'MB';
  /** What else is to be known of it. */
  readonly note?: string;
}

const WIDTHS = [42, 9, 9, 4];

/** Prints rows of a table; a figure over its limit is marked. */
export function printFigures(figures: readonly Figure[]): void {
  const rows = figures.map(({ name, measured, limit, unit, note }) => [
    name,
    `${shown(measured)} ${unit}`,
    `≤ ${shown(limit)} ${unit}`,
    measured <= limit ? '' : 'OVER',
    note ?? '',
  ]);
  for (const row of rows)
    print(
      row
        .map((cell, column) => cell.padEnd(WIDTHS[column] ?? 0))
        .join('  ')
        .trimEnd(),
    );
}

/** Prints a table of one row for each part that is compared; what cannot be measured is no number. */
export function printComparison<Column extends string>(
  columns: Readonly<Record<Column, string>>,
  rows: readonly { readonly name: string; readonly values: Readonly<Record<Column, number>> }[],
): void {
  const names = Object.keys(columns) as Column[];
  const row = (head: string, cells: readonly string[]) =>
    print(
      [head.padEnd(WIDEST_NAME), ...cells.map((cell) => cell.padEnd(WIDTH_OF_NUMBER))].join(' ').trimEnd(),
    );
  row(
    '',
    names.map((name) => columns[name]),
  );
  for (const { name, values } of rows)
    row(
      name,
      names.map((column) => (Number.isNaN(values[column]) ? '-' : values[column].toFixed(3))),
    );
}

const WIDEST_NAME = 36;
const WIDTH_OF_NUMBER = 8;

/** The machine, in a line: no figure means anything without it. */
export function describeMachine(): string {
  const [{ model } = { model: 'unknown' }] = cpus();
  const load = loadavg()[0]?.toFixed(1);
  return `${cpus().length} × ${model}, load ${load} (a busy machine multiplies what follows)`;
}

function shown(value: number): string {
  return value < 10 ? value.toFixed(1) : value.toFixed(0);
}
