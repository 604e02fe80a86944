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

test('one that is too long, or with which there would be too much, leaves its place to the next', () => {
  const files = [
    candidate('longer-than-a-file-may-be', 9, { bytes: 101 }),
    candidate('first', 8, { bytes: 100 }),
    candidate('second', 7, { bytes: 100, layers: 45 }),
    candidate('too-many-bytes', 6, { bytes: 1 }),
  ];
  expect(names(selected(files, LIMITS))).toEqual(['first', 'second']);
  const layers = [
    candidate('first', 8, { layers: 40 }),
    candidate('too-many-layers', 7, { layers: 11 }),
    candidate('fits', 6, { layers: 10 }),
  ];
  expect(names(selected(layers, LIMITS))).toEqual(['first', 'fits']);
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
