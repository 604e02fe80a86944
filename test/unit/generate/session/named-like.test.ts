import { beforeAll, describe, expect, it } from 'vitest';
import type { Library } from '../../../../server/src/generate/library/library.ts';
import { callsNamedLike } from '../../../../server/src/generate/session/named-like.ts';
import { testLibrary } from '../../../support/library.ts';
import { node } from '../../../support/nodes.ts';

let library: Library;

beforeAll(async () => {
  library = await testLibrary();
});

/** Whether a call is known to have nothing below it, in a file of these services. */
function isLeaf(line: string, ...file: readonly string[]): boolean {
  const services = [line, ...file].map((one) => node(one)).map(({ type, service }) => ({ type, service }));
  const seen = callsNamedLike(library, node(line), services);
  return seen.length > 0 && seen.every(({ below }) => below === 0);
}

describe('a call of which nothing is known', () => {
  it('makes none, where services of that name make none in other systems', () => {
    expect(isLeaf('rpc notification-service', 'db orders-db', 'db rides-db')).toBe(true);
    expect(isLeaf('http limiter')).toBe(true);
  });

  it('may make some where they do', () => {
    expect(isLeaf('rpc order-service')).toBe(false);
    expect(isLeaf('rpc booking')).toBe(false);
  });

  it('may ask its store, its own or that of all', () => {
    expect(isLeaf('rpc notification-service', 'db notification-db')).toBe(false);
    expect(isLeaf('rpc limiter', 'cache limiter-redis')).toBe(false);
    expect(isLeaf('rpc notification-service', 'db postgres')).toBe(false);
  });

  it('is left open where it is no request', () => {
    expect(callsNamedLike(library, node('recv mailer'), [])).toEqual([]);
  });
});
