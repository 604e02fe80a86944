import { createRandom } from '../core/random.ts';
import { latencyRulesOf } from '../core/schedule/latency.ts';
import { scheduleTrace } from '../core/schedule/schedule.ts';
import { holesIn } from '../core/spec/holes.ts';
import type { LatencyRule, Spec, TraceItem } from '../core/spec/spec.ts';
import { spellDuration } from '../core/spec/spell.ts';
import { type CallNode, countCalls, depthOf } from '../generate/call-node.ts';
import { drawLayer } from '../generate/draw.ts';

import { type Command, EXIT } from './command.ts';
import { readSpec, requireFiles } from './files.ts';
import { openParser } from './grammar.ts';

interface Stats {
  readonly file: string;
  readonly traces: number;
  readonly calls: number;
  readonly depth: number;
  readonly services: number;
  readonly types: Readonly<Record<string, number>>;
  readonly holes: number;
  /** Of the longest trace, in nanoseconds. */
  readonly durationNs: number;
}

export const stats: Command = {
  name: 'stats',
  summary: 'Count what a file holds: traces, calls, depth, services, types, holes, duration',
  usage: 'FILE... [--json]',
  details: ['--json   an array of objects, durations in nanoseconds', 'Exit code: 0 done, 2 cannot run'],
  options: { json: { type: 'boolean' } },
  run: async (input, io) => {
    const parser = await openParser();
    const all: Stats[] = [];
    for (const path of requireFiles(input)) {
      const { name, spec } = await readSpec(path, parser, io);
      all.push(statsOf(name, spec));
    }
    io.stdout(input.values['json'] ? `${JSON.stringify(all, undefined, 2)}\n` : all.map(describe).join('\n'));
    return EXIT.ok;
  },
};

/** Choices and repetitions of a text count as one draw of them. */
function statsOf(file: string, spec: Spec): Stats {
  const traces = spec.items.filter((item) => item.kind === 'trace' && !item.muted) as readonly TraceItem[];
  const latency = latencyRulesOf(spec);
  const drawn = traces.map((trace) => drawLayer(trace.body, { random: createRandom('stats'), latency }));
  const calls = everyCall(drawn.flat());
  const types: Record<string, number> = {};
  for (const call of calls) types[call.type] = (types[call.type] ?? 0) + call.repeat;
  return {
    file,
    traces: traces.length,
    calls: drawn.reduce((sum, roots) => sum + countCalls(roots), 0),
    depth: Math.max(0, ...drawn.map(depthOf)),
    services: new Set(calls.map((call) => call.service)).size,
    types,
    holes: holesIn(spec).length,
    durationNs: Math.max(0, ...traces.map((trace) => lengthOf(trace, latency))),
  };
}

function lengthOf(trace: TraceItem, latency: readonly LatencyRule[]): number {
  const { start, duration } = scheduleTrace(trace, latency);
  return start.reduce((end, at, index) => Math.max(end, at.nominal + (duration[index]?.nominal ?? 0)), 0);
}

function everyCall(roots: readonly CallNode[]): CallNode[] {
  const calls: CallNode[] = [];
  const open = [...roots];
  for (let call = open.pop(); call; call = open.pop()) {
    calls.push(call);
    open.push(...call.children);
  }
  return calls;
}

function describe({ file, traces, calls, depth, services, types, holes, durationNs }: Stats): string {
  const byType = Object.entries(types).map(([type, count]) => `${type} ${count}`);
  return [
    file,
    `  traces    ${traces}`,
    `  calls     ${calls}${byType.length > 0 ? ` (${byType.join(', ')})` : ''}`,
    `  depth     ${depth}`,
    `  services  ${services}`,
    `  holes     ${holes}`,
    `  duration  ${spellDuration(Number(durationNs.toPrecision(3)))}`,
    '',
  ].join('\n');
}
