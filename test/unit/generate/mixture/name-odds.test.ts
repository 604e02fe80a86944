import { describe, expect, it } from 'vitest';
import type { CallType } from '../../../../server/src/core/spec/spec.ts';
import type { CallNode } from '../../../../server/src/generate/call-node.ts';
import { createCatalogue } from '../../../../server/src/generate/codec/catalogue.ts';
import { createMemory } from '../../../../server/src/generate/memory/memory.ts';
import { likelierBy, oddsAt } from '../../../../server/src/generate/mixture/name-odds.ts';
import { node } from '../../../support/nodes.ts';

const SYSTEM: readonly (readonly [CallType, string])[] = [
  ['http', 'nginx-web-server'],
  ['rpc', 'user-service'],
  ['rpc', 'user-timeline-service'],
  ['rpc', 'compose-post-service'],
  ['db', 'user-service-mongo'],
  ['db', 'user-timeline-mongo'],
  ['cache', 'post-redis'],
  ['send', 'events'],
];

const CATALOGUE = createCatalogue(SYSTEM.map(([type, service]) => ({ service, type, named: true })));
const [DOOR, COMPOSE, TIMELINE] = [
  node('http nginx-web-server'),
  node('rpc compose-post-service'),
  node('rpc user-timeline-service'),
];

/** What the names say of a call below `path`. */
function odds(
  line: string,
  path: readonly CallNode[],
  before: readonly CallNode[] = [],
  memory = createMemory(),
) {
  return oddsAt({ catalogue: CATALOGUE, memory }, { path, before }).of(node(line));
}

describe('what names and places say of a call', () => {
  it('is that a service uses its own store, and not that of another', () => {
    expect(odds('db user-timeline-mongo', [DOOR, TIMELINE])).toBeGreaterThan(1);
    expect(odds('db user-service-mongo', [DOOR, TIMELINE])).toBeLessThan(1);
    expect(odds('db user-timeline-mongo', [DOOR, node('rpc user-service')])).toBeLessThan(1);
  });

  it('is nothing of a store or queue that is named after no service', () => {
    expect(odds('cache post-redis', [DOOR, TIMELINE])).toBe(1);
    expect(odds('send events', [DOOR, TIMELINE])).toBe(1);
  });

  it('is that nobody calls back those who wait for him', () => {
    expect(odds('rpc compose-post-service', [DOOR, COMPOSE, TIMELINE])).toBeLessThan(
      odds('rpc user-service', [DOOR, COMPOSE, TIMELINE]),
    );
  });

  it('is that traces begin at the front door, and nobody behind it calls it', () => {
    expect(odds('http nginx-web-server', [])).toBeGreaterThan(odds('rpc user-service', []));
    expect(odds('http nginx-web-server', [TIMELINE])).toBeLessThan(1);
    expect(odds('recv user-service', [])).toBe(1);
  });

  it('is that few services are asked twice', () => {
    const before = [node('rpc user-service')];
    expect(odds('rpc user-service', [DOOR, COMPOSE], before)).toBeLessThan(1);
    expect(odds('rpc user-timeline-service', [DOOR, COMPOSE], before)).toBe(1);
  });

  it('is that whom a route names is asked, and before the end', () => {
    const door = node('http nginx-web-server /posts/compose');
    const ofEnd = (...before: readonly CallNode[]) =>
      oddsAt({ catalogue: CATALOGUE, memory: createMemory() }, { path: [door], before }).ofEnd;
    expect(odds('rpc compose-post-service', [door])).toBeGreaterThan(1);
    expect(odds('rpc user-service', [door])).toBe(1);
    expect(ofEnd(node('rpc user-service'))).toBeLessThan(1);
    expect(ofEnd(node('rpc user-service'), COMPOSE)).toBe(1);
  });

  it('is nothing where the memory saw that call made', () => {
    const memory = createMemory();
    memory.add([
      node('http nginx-web-server', node('rpc user-timeline-service', node('db user-service-mongo'))),
    ]);
    expect(odds('db user-service-mongo', [DOOR, TIMELINE], [], memory)).toBe(1);
  });
});

describe('a choice with odds', () => {
  const asIs = (shares: readonly number[]) => shares;

  it('stays a distribution', () => {
    const weighed = likelierBy([1, 3, 0.5], asIs)([0.5, 0.25, 0.25]);
    expect(weighed.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
    expect(weighed[1]).toBeCloseTo(0.75 / 1.375, 12);
  });

  it('is as it was where nothing else is left', () => {
    expect(likelierBy([0.05], asIs)([1])).toEqual([1]);
    expect(likelierBy([0.5, 0.5], asIs)([0, 0])).toEqual([0, 0]);
  });
});
