import { expect, it } from 'vitest';
import { rootsOf } from '../../../../server/src/generate/library/roots.ts';
import { unglued } from '../../../../server/src/generate/library/unglued.ts';

it.each([
  ['cartservice', 'cart service'],
  ['adservice', 'ad service'],
  ['productcatalogservice', 'product catalog service'],
  ['recommendationservice', 'recommendation service'],
  ['userorders', 'user orders'],
  ['webserver', 'web server'],
  ['observer', 'observer'],
  ['timeline', 'timeline'],
  ['warehouse', 'warehouse'],
  ['telemetry', 'telemetry'],
])('takes %s for %s', (word, expected) => {
  expect(unglued(word).join(' ')).toBe(expected);
});

it('finds what a glued name is about', () => {
  expect([...rootsOf('productcatalogservice-db')]).toEqual([...rootsOf('product-catalog')]);
});
