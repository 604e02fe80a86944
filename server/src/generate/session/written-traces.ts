import { createRandom } from '../../core/random.ts';
import { latencyRulesOf } from '../../core/schedule/latency.ts';
import { moveOf } from '../../core/spec/moved.ts';
import type { Item, Spec, Statement, TraceItem } from '../../core/spec/spec.ts';
import type { CallNode } from '../call-node.ts';
import { type DrawOptions, drawLayer } from '../draw.ts';
import { callersOf, type Place } from './place.ts';

/** Concrete calls of a trace as the text has it. */
type Roots = readonly CallNode[];

/** Every trace of a file that is not muted. */
export function tracesOf(spec: Spec): Generator<Roots> {
  return tracesIn(spec.items, spec);
}

/** Each is drawn when it is asked for. */
function* tracesIn(items: readonly Item[], spec: Spec): Generator<Roots> {
  for (const item of items) if (item.kind === 'trace' && !item.muted) yield drawn(item, spec);
}

/** Traces of a file as they stand, seen from one of them. */
export interface TracesAround {
  readonly before: readonly Roots[];
  /** Without the layer that is being written and the line that is being typed. */
  readonly here: Roots;
  readonly after: readonly Roots[];
}

export function tracesAround(spec: Spec, place: Place, open: Statement | undefined): TracesAround {
  const caller = callersOf(place).at(-1);
  const options = { ...asWritten(spec), ...(open && { omit: open }), ...(caller && { omitBodyOf: caller }) };
  const index = spec.items.indexOf(place.trace);
  return {
    before: [...tracesIn(spec.items.slice(0, index), spec)],
    here: drawLayer(place.trace.body, options),
    after: [...tracesIn(spec.items.slice(index + 1), spec)],
  };
}

/** What stands already in the layer that is being written: its calls are known, the layer itself is not whole yet. */
export function layerAround(spec: Spec, place: Place, open: Statement | undefined): Roots {
  const caller = callersOf(place).at(-1);
  return drawLayer(caller?.body ?? [], { ...asWritten(spec), ...(open && { omit: open }) });
}

/** The calls of some statements, where no rule says how long they take. */
export function drawnAsWritten(statements: readonly Statement[]): Roots {
  return drawLayer(statements, { random: createRandom('as written'), latency: [] });
}

/** What is random in the text is settled the same way each time. */
function asWritten(spec: Spec): DrawOptions {
  return { random: createRandom('as written'), latency: latencyRulesOf(spec) };
}

interface Drawn {
  readonly roots: Roots;
  /** The file's latency rules that they were drawn by. */
  readonly rules: string;
}

const DRAWN = new WeakMap<TraceItem, Drawn>();

/** Where a trace stands changes with each key before it, what it says does not. */
function drawn(trace: TraceItem, spec: Spec): Roots {
  const written = moveOf(trace)?.from ?? trace;
  const rules = rulesOf(spec);
  const known = DRAWN.get(written);
  if (known?.rules === rules) return known.roots;
  const roots = drawLayer(written.body, asWritten(spec));
  DRAWN.set(written, { roots, rules });
  return roots;
}

const RULES = new WeakMap<Spec, string>();

/** What a file's latency rules say, wherever they stand. */
function rulesOf(spec: Spec): string {
  const known = RULES.get(spec);
  if (known !== undefined) return known;
  const said = JSON.stringify(latencyRulesOf(spec), withoutRanges);
  RULES.set(spec, said);
  return said;
}

/** Large integers and datetimes are kept as `bigint`, which JSON does not know. */
function withoutRanges(key: string, value: unknown): unknown {
  if (key === 'range') return undefined;
  return typeof value === 'bigint' ? `${value}` : value;
}
