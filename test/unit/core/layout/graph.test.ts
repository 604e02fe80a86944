import { describe, expect, it } from 'vitest';
import type { CallGraph, GraphNode } from '../../../../server/src/core/layout/preview-model.ts';
import { createRandom } from '../../../../server/src/core/random.ts';
import { parseSpec } from '../../../../server/src/core/spec/build.ts';
import { testParser } from '../../../support/parser.ts';
import { layoutSpec } from '../../../support/views.ts';

const parser = await testParser();

function graph(text: string): CallGraph {
  const [view] = layoutSpec(parseSpec(parser, text), []);
  if (view === undefined) throw new Error('There is no trace.');
  return view.graph;
}

function name(node: GraphNode | undefined): string {
  return node === undefined ? '' : node.kind === 'user' ? 'user' : node.service || '?';
}

/** Edges as `web -rpc-> cart ×2 !`. */
function edges({ nodes, edges: all }: CallGraph): readonly string[] {
  const named = new Map(nodes.map((node) => [node.id, name(node)]));
  return all.map(({ from, to, type, count, error }) => {
    const times = count === 1 ? '' : ` ×${count}`;
    return `${named.get(from)} -${type}-> ${named.get(to)}${times}${error ? ' !' : ''}`;
  });
}

/** Names by layer, from left to right and from top to bottom. */
function layers({ nodes }: CallGraph): readonly (readonly string[])[] {
  const columns = [...new Set(nodes.map((node) => node.x))].sort((a, b) => a - b);
  return columns.map((x) =>
    nodes
      .filter((node) => node.x === x)
      .sort((a, b) => a.y - b.y)
      .map(name),
  );
}

describe('nodes and edges', () => {
  it('are the services and their calls', () => {
    const found = graph(`trace t { http web {
      rpc cart Get { db carts-db; db carts-db !503 }
      rpc cart Put x2
      http cart
      send kafka orders
    } }`);
    expect(edges(found)).toEqual([
      'user -http-> web',
      'web -rpc-> cart ×3',
      'cart -db-> carts-db ×2 !',
      'web -http-> cart',
      'web -send-> kafka',
    ]);
    expect(found.nodes.map(({ kind, calls }) => [kind, calls])).toEqual([
      ['service', 1],
      ['user', 0],
      ['service', 4],
      ['store', 2],
      ['queue', 1],
    ]);
    expect(found.nodes[2]?.rows).toEqual([1, 4, 5]);
  });

  it('draw holes as holes, and work inside a service as none', () => {
    const found = graph('trace t { http web { rpc ? Run; ...; in web compute { rpc a } } }');
    expect(edges(found)).toEqual(['user -http-> web', 'web -rpc-> ?', 'web -...-> ?', 'web -rpc-> a']);
    expect(found.nodes.filter((node) => node.kind === 'hole')).toHaveLength(1);
  });

  it('lead from the queue to who receives what was sent to it', () => {
    const found = graph(`trace t { http web {
      send kafka orders as sent
      async recv mailer orders { link sent; http smtp }
    } }`);
    expect(edges(found)).toEqual([
      'user -http-> web',
      'web -send-> kafka',
      'kafka -recv-> mailer',
      'mailer -http-> smtp',
    ]);
  });

  it('join the spans of an exact trace by service', () => {
    const found = graph(`trace t exact {
      span server web "GET" @0ns 9ns {
        span internal web "work" @0ns 9ns { span client web "call" @0ns 9ns { span server api "GET" @0ns 9ns } }
      }
      span consumer mail "process" @9ns 1ns
    }`);
    expect(edges(found)).toEqual(['user -server-> web', 'web -server-> api']);
    expect(found.nodes.map(name)).toEqual(['web', 'user', 'api', 'mail']);
  });
});

describe('layers', () => {
  it('put a service behind the last of its callers', () => {
    expect(layers(graph('trace t { http web { rpc a { rpc b { db x } }; db x; rpc c } }'))).toEqual([
      ['user'],
      ['web'],
      expect.arrayContaining(['a', 'c']),
      ['b'],
      ['x'],
    ]);
  });

  it('survive cycles and calls of oneself', () => {
    const found = graph('trace t { rpc a { rpc b { rpc a { rpc a } } } }');
    expect(layers(found)).toEqual([['user'], ['a'], ['b']]);
    const back = found.edges.find((edge) => edge.from === '=b' && edge.to === '=a');
    const [b, a] = [found.nodes.find((n) => n.id === '=b'), found.nodes.find((n) => n.id === '=a')];
    expect(back?.points[0]?.[0]).toBe(b?.x);
    expect(back?.points.at(-1)?.[0]).toBe((a?.x ?? 0) + (a?.width ?? 0));
    expect(found.edges.find((edge) => edge.from === edge.to)?.points.length).toBeGreaterThan(2);
  });

  it('order what is side by side so that edges do not cross without need', () => {
    const found = graph('trace t { http web { rpc a { db z }; rpc b { db y }; rpc c { db x } } }');
    const y = (service: string) => found.nodes.find((node) => node.service === service)?.y ?? 0;
    expect(Math.sign(y('a') - y('b'))).toBe(Math.sign(y('z') - y('y')));
    expect(Math.sign(y('b') - y('c'))).toBe(Math.sign(y('y') - y('x')));
  });
});

describe('geometry', () => {
  it('keeps boxes apart and everything inside', () => {
    for (let seed = 0; seed < 40; seed++) {
      const found = graph(randomCalls(seed));
      for (const [index, a] of found.nodes.entries()) {
        expect(a.x).toBeGreaterThan(0);
        expect(a.y).toBeGreaterThan(0);
        expect(a.x + a.width).toBeLessThan(found.width);
        expect(a.y + a.height).toBeLessThan(found.height);
        for (const b of found.nodes.slice(index + 1)) {
          const apart =
            a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;
          expect(apart, `seed ${seed}: ${name(a)} and ${name(b)}`).toBe(true);
        }
      }
      for (const [x, y] of found.edges.flatMap((edge) => edge.points)) {
        expect(x > 0 && x < found.width && y > 0 && y < found.height).toBe(true);
      }
    }
  });

  it('does not change from one run to the next', () => {
    expect(graph(randomCalls(7))).toEqual(graph(randomCalls(7)));
  });
});

/** Random calls between a dozen services, cycles and all. */
function randomCalls(seed: number): string {
  const random = createRandom(seed);
  const body = (depth: number): string =>
    Array.from({ length: 1 + random.below(4) }, () => {
      const inner = depth > 0 && random.below(2) === 0 ? ` { ${body(depth - 1)} }` : '';
      return `rpc service-${random.below(12)}${inner}`;
    }).join('; ');
  return `trace t { ${body(4)} }`;
}
