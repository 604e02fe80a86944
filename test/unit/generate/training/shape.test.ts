import { expect, it } from 'vitest';
import { shapeOf } from '../../../../server/src/generate/training/shape.ts';
import { node } from '../../../support/nodes.ts';

it('tells call graphs apart by their types and by who calls whom, not by names', () => {
  const graph = [
    node('http shop /orders', node('rpc stock Reserve', node('db stock-db')), node('send mail')),
  ];
  const renamed = [node('http web', node('rpc items', node('db sql')), node('send queue'))];
  const flat = [node('http shop', node('rpc stock'), node('db stock-db'), node('send mail'))];
  expect(shapeOf(graph)).toBe('http(rpc(db())send())');
  expect(shapeOf(renamed)).toBe(shapeOf(graph));
  expect(shapeOf(flat)).not.toBe(shapeOf(graph));
});
