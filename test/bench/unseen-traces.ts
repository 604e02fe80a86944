import { readdirSync, readFileSync } from 'node:fs';
import { printSpec } from '../../server/src/core/print/print.ts';
import { createRandom } from '../../server/src/core/random.ts';
import { parseSpec } from '../../server/src/core/spec/build.ts';
import type { CallType, TraceItem } from '../../server/src/core/spec/spec.ts';
import type { TraceParser } from '../../server/src/core/syntax/parser.ts';
import { type CallNode, callsOf } from '../../server/src/generate/call-node.ts';
import { drawLayer } from '../../server/src/generate/draw.ts';
import { statementsOf } from '../../server/src/generate/session/render.ts';
import { UNSEEN_SYSTEMS } from './unseen-systems.ts';

const SYSTEMS = 'training/systems';
const NOWHERE = { start: 0, end: 0 };

/** A trace with its choices made. */
export interface ConcreteTrace {
  readonly trace: TraceItem;
  readonly roots: readonly CallNode[];
}

export interface UnseenTrace extends ConcreteTrace {
  readonly system: string;
}

/** Every trace of the systems that the model was not trained on. */
export function unseenTraces(parser: TraceParser): UnseenTrace[] {
  const names = readdirSync(SYSTEMS).filter((name) => name.endsWith('.trace'));
  return names
    .toSorted()
    .filter((name) => UNSEEN_SYSTEMS.has(name.replace('.trace', '')))
    .flatMap((name) => {
      const spec = parseSpec(parser, readFileSync(`${SYSTEMS}/${name}`, 'utf8'));
      return spec.items.flatMap((item) => {
        if (item.kind !== 'trace') return [];
        const roots = drawLayer(item.body, { random: createRandom(name), latency: [] });
        return [{ system: name, trace: item, roots }];
      });
    });
}

export function printTraces(traces: readonly ConcreteTrace[]): string {
  const items = traces.map(({ trace, roots }) => ({ ...trace, range: NOWHERE, body: statementsOf(roots) }));
  return printSpec({ items, trailing: [] });
}

const RESOURCES: Partial<Record<CallType, string>> = {
  db: ' { db.system.name = "postgresql" }',
  cache: ' { db.system.name = "redis" }',
  send: ' { messaging.system = "kafka" }',
};

/** Every service that traces call, with what says of which type it is. */
export function declarations(traces: readonly UnseenTrace[]): string {
  const types = new Map(
    traces.flatMap(({ roots }) => callsOf(roots).map(({ service, type }) => [service, type] as const)),
  );
  return [...types].map(([service, type]) => `service ${service}${RESOURCES[type] ?? ''}\n`).join('');
}
