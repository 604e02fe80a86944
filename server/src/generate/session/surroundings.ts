import { createRandom, pickWeighted, type Random } from '../../core/random.ts';
import { latencyRulesOf } from '../../core/schedule/latency.ts';
import type { Call, CallType, Spec, Statement, TraceItem } from '../../core/spec/spec.ts';
import type { CallNode } from '../call-node.ts';
import { type CatalogueEntry, createCatalogue } from '../codec/catalogue.ts';
import type { OperationRequest, Surroundings } from '../decoder/decode-subtree.ts';
import { type DrawOptions, drawLayer } from '../draw.ts';
import type { Library } from '../library/library.ts';
import { createMemory, type Memory } from '../memory/memory.ts';
import { habitualOperation, knownOperations, type WeightedOperation } from '../operations.ts';
import { declaredType } from './declared-type.ts';
import { inspiration } from './inspiration.ts';
import { callersOf, type Place } from './place.ts';

/** What generation is given besides the file itself. */
export interface Workspace {
  /** Other files of the workspace, nearest first. */
  readonly specs: readonly Spec[];
  readonly library: Library;
}

/** The catalogue of a prompt: enough to choose from, few enough to read within the latency budget. */
const MAX_CATALOGUE = 48;
/** Traces of other files that are remembered. */
const MAX_TRACES = 400;

/** Gathers what is known around a place: memory, catalogue, types and operations. `open` is the call being typed. */
export function surroundingsAt(
  spec: Spec,
  place: Place,
  workspace: Workspace,
  options: { readonly random: Random; readonly temperature: number; readonly open?: Statement },
): Surroundings {
  const written = ownTraces(spec, place, options.open);
  const siblings = writtenLayer(spec, place, options.open);
  const elsewhere = workspace.specs.flatMap(tracesOf).slice(0, MAX_TRACES);
  // What is nearest comes first, since a catalogue may be full.
  const known = servicesOf([...written, siblings, ...elsewhere], declaredServices(spec));
  const borrowed = inspiration(workspace.library, [...known.keys()], textOf(place));
  const seen = [...elsewhere.reverse(), ...written];
  const own = remembered(seen, siblings);
  const memory = remembered([...borrowed, ...seen], siblings);
  const entries = [...known.values(), ...servicesOf(borrowed, new Map()).values()].filter(uniqueService());
  return {
    memory,
    catalogue: createCatalogue(entries.slice(0, MAX_CATALOGUE)),
    random: options.random,
    typesOf: typesIn(memory, entries),
    durationsOf: (type, service, operation) => {
      const known = own.durations(type, service, operation);
      return known.length > 0 ? known : memory.durations(type, service, operation);
    },
    operationOf: (request) => chooseOperation({ own, all: memory }, request, options),
  };
}

function remembered(traces: readonly (readonly CallNode[])[], siblings: readonly CallNode[]): Memory {
  const memory = createMemory();
  for (const trace of traces) memory.add(trace);
  memory.addBelow(siblings);
  return memory;
}

/** Traces of the file as they stand, without the layer that is being written and the line that is being typed. */
function ownTraces(spec: Spec, place: Place, open: Statement | undefined): (readonly CallNode[])[] {
  const caller = callersOf(place).at(-1);
  return spec.items.flatMap((item) => {
    if (item.kind !== 'trace' || item.muted) return [];
    if (item !== place.trace) return [drawn(item, spec)];
    const options = {
      ...asWritten(spec),
      ...(open && { omit: open }),
      ...(caller && { omitBodyOf: caller }),
    };
    return [drawLayer(item.body, options)];
  });
}

/** What stands already in the layer that is being written: its calls are known, the layer itself is not whole yet. */
function writtenLayer(spec: Spec, place: Place, open: Statement | undefined): readonly CallNode[] {
  const caller = callersOf(place).at(-1);
  return drawLayer(caller?.body ?? [], { ...asWritten(spec), ...(open && { omit: open }) });
}

/** What is random in the text is settled the same way each time. */
function asWritten(spec: Spec): DrawOptions {
  return { random: createRandom('as written'), latency: latencyRulesOf(spec) };
}

const DRAWN = new WeakMap<TraceItem, readonly CallNode[]>();

function drawn(trace: TraceItem, spec: Spec): readonly CallNode[] {
  const known = DRAWN.get(trace);
  if (known) return known;
  const roots = drawLayer(trace.body, asWritten(spec));
  DRAWN.set(trace, roots);
  return roots;
}

function tracesOf(spec: Spec): (readonly CallNode[])[] {
  return spec.items.flatMap((item) => (item.kind === 'trace' && !item.muted ? [drawn(item, spec)] : []));
}

function declaredServices(spec: Spec): Map<string, CallType> {
  const declared = new Map<string, CallType>();
  for (const item of spec.items) {
    if (item.kind === 'service' && !item.muted) declared.set(item.name.value, declaredType(item));
  }
  return declared;
}

function servicesOf(
  traces: readonly (readonly CallNode[])[],
  declared: ReadonlyMap<string, CallType>,
): Map<string, CatalogueEntry> {
  const entries = new Map<string, CatalogueEntry>();
  const open = [...traces].reverse().flatMap((roots) => [...roots].reverse());
  for (let call = open.pop(); call; call = open.pop()) {
    if (!entries.has(call.service))
      entries.set(call.service, { service: call.service, type: call.type, named: true });
    open.push(...[...call.children].reverse());
  }
  for (const [service, type] of declared) {
    if (!entries.has(service)) entries.set(service, { service, type, named: true });
  }
  return entries;
}

function uniqueService(): (entry: CatalogueEntry) => boolean {
  const seen = new Set<string>();
  return ({ service }) => !seen.has(service) && seen.add(service) !== undefined;
}

/** A service is called the way it was called before; one that calls itself must have been seen to. */
function typesIn(memory: Memory, entries: readonly CatalogueEntry[]): Surroundings['typesOf'] {
  const declared = new Map(entries.map((entry) => [entry.service, new Set([entry.type])]));
  return (service, caller) => {
    if (service === caller && !callsItself(memory, service)) return NO_TYPES;
    return new Set(memory.services.get(service)?.types.keys() ?? declared.get(service) ?? NO_TYPES);
  };
}

const NO_TYPES: ReadonlySet<CallType> = new Set();

function callsItself(memory: Memory, service: string): boolean {
  return memory
    .layersOfCaller(service)
    .some((layer) => layer.calls.some((call) => call.service === service && call.type !== 'in'));
}

/** What the workspace shows, and that together with what the library suggests. */
interface Memories {
  readonly own: Memory;
  readonly all: Memory;
}

/** A suggestion of the library beside what the workspace itself shows. */
const BORROWED_WEIGHT = 0.05;

function chooseOperation(
  memories: Memories,
  request: OperationRequest,
  options: { readonly random: Random; readonly temperature: number },
): string | undefined {
  const { type, service, rules, caller } = request;
  const asked = rules.missing().find((pattern) => pattern.operation && pattern.callee?.value === service)
    ?.operation?.value;
  if (asked !== undefined) return asked;
  const known = likelyOperations(memories, request);
  if (known.length === 0) {
    const silent = memories.all.services.has(service) && !request.always;
    return silent ? undefined : habitualOperation(type, service, caller?.operation);
  }
  if (options.temperature === 0) return known[0]?.operation;
  const weights = known.map(({ weight }) => weight ** (1 / options.temperature));
  return known[pickWeighted(options.random, weights)]?.operation;
}

/** Operations that may stand here, likeliest first. */
function likelyOperations(memories: Memories, request: OperationRequest): WeightedOperation[] {
  const { caller, type, service, rules, beginning } = request;
  const used = request.before.flatMap((call) =>
    call.service === service && call.operation ? [call.operation] : [],
  );
  const place = {
    caller: caller?.service ?? '',
    callerOperation: caller?.operation,
    type,
    callee: service,
    used,
  };
  const weights = new Map<string, number>();
  for (const [memory, share] of [
    [memories.own, 1],
    [memories.all, BORROWED_WEIGHT],
  ] as const) {
    for (const { operation, weight } of knownOperations(memory, place)) {
      weights.set(operation, (weights.get(operation) ?? 0) + share * weight);
    }
  }
  return [...weights]
    .map(([operation, weight]) => ({ operation, weight }))
    .filter(({ operation }) => operation.startsWith(beginning))
    .filter(({ operation }) => rules.allows(caller?.service ?? '', { type, service, operation }))
    .sort((a, b) => b.weight - a.weight);
}

/** The words around a place, the nearest counting most by being said again. */
function textOf(place: Place): string[] {
  const callers: readonly Call[] = callersOf(place);
  const words = callers.flatMap((call) => [
    nameOf(call.callee),
    call.operation ? nameOf(call.operation) : '',
  ]);
  return [place.trace.name?.value ?? '', ...words];
}

function nameOf(value: Call['callee']): string {
  return 'kind' in value ? '' : value.value;
}
