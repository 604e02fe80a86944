import { readdirSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { createRandom } from '../../../../server/src/core/random.ts';
import { latencyRulesOf } from '../../../../server/src/core/schedule/latency.ts';
import { parseSpec } from '../../../../server/src/core/spec/build.ts';
import type { TraceParser } from '../../../../server/src/core/syntax/parser.ts';
import { type CallNode, layersOf } from '../../../../server/src/generate/call-node.ts';
import { timeBucket } from '../../../../server/src/generate/codec/buckets.ts';
import { MAX_SERVICES } from '../../../../server/src/generate/codec/vocabulary.ts';
import { drawLayer } from '../../../../server/src/generate/draw.ts';
import { proceduralSystem } from '../../../../server/src/generate/training/procedural/system.ts';
import { testParser } from '../../../support/parser.ts';
import { readGraphs } from '../../../support/read-graphs.ts';
import { type ReadCall, writeAndRead } from '../../../support/read-layers.ts';

const SYSTEMS = 'training/systems';

let parser: TraceParser;

beforeAll(async () => {
  parser = await testParser();
});

describe('what is written in the codec and read back', () => {
  it('is the same graph, of each trace of the library', () => {
    const files = readdirSync(SYSTEMS).filter((name) => name.endsWith('.trace'));
    const graphs = files.flatMap(drawnFrom);
    expect(graphs.length).toBeGreaterThan(500);
    expectSame(graphs);
  });

  it('is the same graph, of made-up systems', () => {
    expectSame(
      Array.from({ length: 300 }, (_, seed) => {
        const random = createRandom(`made up ${seed}`);
        return proceduralSystem(random).draw(random);
      }),
    );
  });

  it('is the same graph where a loop turns 32 times', () => {
    const leaf = { type: 'db', service: 'stock-db', overlaps: true, duration: 3e6, children: [] } as const;
    expectSame([Array.from({ length: 32 }, (_, index) => ({ ...leaf, repeat: index + 1 }))]);
  });

  // Recorded graphs are nobody's to commit: CALL_GRAPHS=a.jsonl.gz,b.jsonl.gz names some, and this run is extra.
  for (const file of process.env['CALL_GRAPHS']?.split(',') ?? [])
    it(`is the same graph, of each in ${file} that the language can hold`, () => {
      const graphs = recordedIn(file).filter(isHeld);
      expect(graphs.length).toBeGreaterThan(0);
      expectSame(graphs);
    });
});

function expectSame(graphs: readonly (readonly CallNode[])[]): void {
  for (const graph of graphs) expect(writeAndRead(graph)).toEqual(graph.map(asRead));
}

function asRead({ type, service, repeat, overlaps, duration, children }: CallNode): ReadCall {
  const bucket = timeBucket(duration ?? 0);
  return { type, service, repeat, overlaps, timeBucket: bucket, children: children.map(asRead) };
}

function drawnFrom(name: string): CallNode[][] {
  const spec = parseSpec(parser, readFileSync(`${SYSTEMS}/${name}`, 'utf8'));
  const latency = latencyRulesOf(spec);
  return spec.items.flatMap((item) =>
    item.kind === 'trace'
      ? [1, 2, 3].map((draw) => drawLayer(item.body, { random: createRandom(`${name} ${draw}`), latency }))
      : [],
  );
}

function recordedIn(file: string): (readonly CallNode[])[] {
  return readGraphs(file).map(({ roots }) => roots);
}

/** Repeats are exact to 32, and one document knows so many services. */
function isHeld(graph: readonly CallNode[]): boolean {
  const calls = layersOf(graph).flatMap((layer) => layer.calls);
  const services = new Set(calls.map(({ service }) => service));
  return services.size <= MAX_SERVICES && calls.every(({ repeat }) => repeat <= 32);
}
