import type { Row } from '../picture.ts';
import { durationOf, isHole, marksOf, operationOf, serviceOf, wholeTextOf } from '../rows/labels.ts';
import { colorClass, html, setAttributes } from './elements.ts';

const INDENT = 14;
/** Deeper rows are not indented further: their names would leave the pane. */
const MOST_INDENT = 24;

export interface RowLook {
  readonly position: number;
  readonly top: number;
  readonly collapsed: boolean;
  readonly selected: boolean;
  /** Of the trace, in nanoseconds. */
  readonly duration: number;
}

/** Draws `row` into `element`, which may have shown another version of it. */
export function drawRow(element: HTMLElement, row: Row, look: RowLook): void {
  element.id = rowElementId(look.position);
  element.className = classesOf(row, look);
  element.style.top = `${look.top}px`;
  setAttributes(element, {
    role: 'row',
    'data-position': look.position,
    'aria-level': row.depth + 1,
    'aria-rowindex': look.position + 1,
    'aria-selected': String(look.selected),
    'aria-label': wholeTextOf(row),
    title: wholeTextOf(row),
  });
  if (row.descendants > 0) element.setAttribute('aria-expanded', String(!look.collapsed));
  else element.removeAttribute('aria-expanded');
  element.replaceChildren(nameCell(row, look), barCell(row, look), durationCell(row));
}

export function rowElementId(position: number): string {
  return `row-${position}`;
}

function classesOf(row: Row, { selected }: RowLook): string {
  const flags = [
    selected ? 'selected' : '',
    isHole(row) ? 'hole' : '',
    row.status === 'error' ? 'failed' : '',
    row.violations.length > 0 ? 'violated' : '',
  ];
  return ['row', `kind-${row.kind}`, ...flags].filter((name) => name !== '').join(' ');
}

function nameCell(row: Row, { collapsed }: RowLook): HTMLElement {
  const cell = html('div', { role: 'gridcell', class: 'name' });
  cell.style.paddingInlineStart = `${Math.min(row.depth, MOST_INDENT) * INDENT + 4}px`;
  const twisty = row.descendants === 0 ? '' : collapsed ? '▸' : '▾';
  cell.append(html('span', { class: 'twisty', 'aria-hidden': 'true' }, twisty));
  if (row.violations.length > 0) cell.append(violationMark(row));
  cell.append(html('span', { class: 'type' }, row.holes.includes('type') ? '?' : row.type));
  cell.append(html('span', { class: 'service' }, serviceOf(row)));
  cell.append(html('span', { class: 'operation' }, operationOf(row)));
  cell.append(html('span', { class: 'marks' }, marksOf(row)));
  return cell;
}

function violationMark(row: Row): HTMLElement {
  const severity = row.violations.some((violation) => violation.severity === 'error') ? 'error' : 'warning';
  const label = row.violations.map(({ message }) => message).join('. ');
  return html('span', { class: `violation ${severity}`, role: 'img', 'aria-label': label }, '⚠');
}

function barCell(row: Row, { duration }: RowLook): HTMLElement {
  const cell = html('div', { role: 'gridcell', class: 'lane', 'aria-hidden': 'true' });
  const bar = html('div', { class: `bar ${colorClass(row.color)}${row.estimated ? ' estimated' : ''}` });
  const whole = duration > 0 ? duration : 1;
  bar.style.left = `${Math.min(100, (row.start / whole) * 100)}%`;
  bar.style.width = `${Math.max(0, Math.min(100, ((row.end - row.start) / whole) * 100))}%`;
  cell.append(bar);
  return cell;
}

function durationCell(row: Row): HTMLElement {
  return html('div', { role: 'gridcell', class: 'duration' }, durationOf(row));
}
