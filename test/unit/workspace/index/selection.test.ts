import { expect, test } from 'vitest';
import { nearestFirst } from '../../../../server/src/workspace/index/nearness.ts';
import { type Candidate, type Limits, selected } from '../../../../server/src/workspace/index/selection.ts';

const LIMITS: Limits = { files: 3, bytesOfFile: 100, bytes: 200, layers: 50 };

function candidate(name: string, changedAt: number, { bytes = 10, layers = 1 } = {}): Candidate {
  return { path: `/shop/${name}.trace`, changedAt, bytes, layers };
}

const names = (files: readonly { readonly path: string }[]) =>
  files.map((file) => file.path.replace(/^\/shop\/|\.trace$/g, ''));

test('as many files are kept as may be, those that changed last', () => {
  const files = [1, 4, 2, 3].map((time) => candidate(`at-${time}`, time));
  expect(names(selected(files, LIMITS))).toEqual(['at-4', 'at-3', 'at-2']);
});

test('one that is too long leaves its place to the next', () => {
  const files = [
    candidate('longer-than-a-file-may-be', 9, { bytes: 101 }),
    candidate('more-than-half-of-all-layers', 8, { layers: 26 }),
    candidate('first', 7, { bytes: 100 }),
    candidate('second', 6, { bytes: 90 }),
    candidate('too-many-bytes', 5, { bytes: 11 }),
    candidate('fits', 4, { bytes: 10 }),
  ];
  expect(names(selected(files, LIMITS))).toEqual(['first', 'second', 'fits']);
});

test('who would bring too many layers ends the list: what comes behind was changed even longer ago', () => {
  const files = [
    candidate('first', 8, { layers: 25 }),
    candidate('second', 7, { layers: 20 }),
    candidate('too-many', 6, { layers: 6 }),
    candidate('small', 5, { layers: 1 }),
  ];
  expect(names(selected(files, LIMITS))).toEqual(['first', 'second']);
});

test('files are nearest that lie in the same folder, then those that fewest folders are between', () => {
  const files = [
    candidate('far/off/a', 9),
    candidate('orders/old', 1),
    candidate('orders/new', 2),
    candidate('b', 3),
  ];
  expect(names(nearestFirst(files, '/shop/orders/this.trace'))).toEqual([
    'orders/new',
    'orders/old',
    'b',
    'far/off/a',
  ]);
  expect(names(nearestFirst(files, undefined))).toEqual(['b', 'far/off/a', 'orders/new', 'orders/old']);
});
