import type { Random } from '../../core/random.ts';
import { CALL_TYPES, type CallType, type Spec, type Statement } from '../../core/spec/spec.ts';
import type { CallNode, PlacedLayer } from '../call-node.ts';
import { type CatalogueEntry, createCatalogue } from '../codec/catalogue.ts';
import type { Surroundings } from '../decoder/decode-subtree.ts';
import type { TypedCall } from '../decoder/typed-call.ts';
import type { Library } from '../library/library.ts';
import { createMemory, type Memory, ROOT_CALLER } from '../memory/memory.ts';
import { seenDurations } from '../seen-durations.ts';
import { chooseOperation } from './choose-operation.ts';
import { declaredType } from './declared-type.ts';
import { inspiration } from './inspiration.ts';
import { callerNodes } from './layer-at.ts';
import { typedServices } from './named-services.ts';
import type { Place } from './place.ts';
import { isUsualCall } from './usual-calls.ts';
import { layerAround, tracesAround, tracesOf } from './written-traces.ts';

/** What generation is given besides the file itself. */
export interface Workspace {
  /** Other files of the workspace, nearest first. */
  readonly specs: readonly Spec[];
  readonly library: Library;
}

export interface SurroundingsOptions {
  readonly random: Random;
  readonly temperature: number;
  /** The call being typed, which says nothing yet. */
  readonly open?: Statement;
  /** What that line says, where it is a call. */
  readonly typed?: TypedCall;
  /** Services that are asked for by name, whether the workspace knows them or not. */
  readonly named: readonly CatalogueEntry[];
}

/** The catalogue of a prompt: enough to choose from, few enough to read within the latency budget. */
const MAX_CATALOGUE = 48;
/** Traces of other files that are remembered. */
const MAX_TRACES = 400;

/** Gathers what is known around a place: memory, catalogue, types and operations. */
export function surroundingsAt(
  spec: Spec,
  place: Place,
  workspace: Workspace,
  options: SurroundingsOptions,
): Surroundings {
  const written = tracesAround(spec, place, options.open);
  const siblings = layerAround(spec, place, options.open);
  const beside = workspace.specs.flatMap(tracesOf).slice(0, MAX_TRACES);
  const seen = [...beside.toReversed(), ...written];
  const own = remembered(createMemory(), seen, siblings);
  // What is nearest comes first, since a catalogue may be full.
  const met = servicesOf([...written, siblings, ...beside], [...options.named, ...declaredServices(spec)]);
  const typed = typedServices(workspace.library, options.typed, [...met.keys()]);
  const known = new Map([...met, ...typed.map((entry) => [entry.service, entry] as const)]);
  const callers = callerNodes(place);
  const borrowed = inspiration(workspace.library, {
    title: place.trace.name?.value ?? '',
    callers,
    ...entryOf(own),
    isShown: ({ service, operation = '' }) =>
      own.layersOfCaller(service).some((layer) => layer.operation === operation),
    services: [...known.keys()],
    methods: [...own.methods],
  });
  const all = createMemory();
  for (const layer of borrowed) all.addWhole(layer, layer.weight);
  remembered(all, seen, siblings);
  const entries = withBorrowed(known, borrowed);
  return {
    memory: all,
    catalogue: createCatalogue(mostRelevant(entries, own, callers.at(-1))),
    random: options.random,
    typesOf: typesIn(all, entries, [...options.named, ...typed]),
    durationsOf: (kind, below) => {
      const seen = seenDurations(own, kind, below);
      return seen.length > 0 ? seen : seenDurations(all, kind, below);
    },
    operationOf: (request) => chooseOperation({ own, all }, request, options),
    operationsOf: ({ type, service }) => {
      const known = CALL_TYPES.find((one) => one === type);
      return known ? [...all.operationsOf(known, service).keys()] : [];
    },
    isUsual: (call, path, before) => isUsualCall(all, call, path, before),
  };
}

function remembered(
  memory: Memory,
  traces: readonly (readonly CallNode[])[],
  siblings: readonly CallNode[],
): Memory {
  for (const trace of traces) memory.add(trace);
  memory.addBelow(siblings);
  return memory;
}

/** How most traces begin, as far as that is the same. */
function entryOf(memory: Memory): { readonly entry?: CallNode } {
  const roots = memory.layersOfCaller(ROOT_CALLER).flatMap(({ calls }) => calls.slice(0, 1));
  const times = (entry: CallNode) => roots.filter(({ service }) => service === entry.service).length;
  const [first] = roots.toSorted((a, b) => times(b) - times(a));
  if (!first) return {};
  const { operation: _, duration: __, ...entry } = first;
  return { entry };
}

/**
 * What fits into a catalogue: where that is not all, whom the caller was seen to call, then who was met first. In the order
 * of their names, which is the same at every place of a file: the model need not read the catalogue again.
 */
function mostRelevant(
  entries: readonly CatalogueEntry[],
  memory: Memory,
  caller: CallNode | undefined,
): CatalogueEntry[] {
  if (entries.length <= MAX_CATALOGUE) return entries.toSorted(byName);
  const layers = memory.layersOfCaller(caller?.service ?? ROOT_CALLER);
  const called = new Set(layers.flatMap(({ calls }) => calls.map(({ service }) => service)));
  const isFirst = ({ service }: CatalogueEntry) => called.has(service);
  const ordered = [...entries.filter(isFirst), ...entries.filter((entry) => !isFirst(entry))];
  const kept = new Set(ordered.slice(0, MAX_CATALOGUE));
  return entries.filter((entry) => kept.has(entry)).toSorted(byName);
}

const byName = (a: CatalogueEntry, b: CatalogueEntry): number => (a.service < b.service ? -1 : 1);

function declaredServices(spec: Spec): CatalogueEntry[] {
  return spec.items.flatMap((item) =>
    item.kind === 'service' && !item.muted
      ? [{ service: item.name.value, type: declaredType(item), named: true }]
      : [],
  );
}

/** The services of some traces in the order in which they are called, then the others. */
function servicesOf(
  traces: readonly (readonly CallNode[])[],
  others: readonly CatalogueEntry[],
): Map<string, CatalogueEntry> {
  const entries = new Map<string, CatalogueEntry>();
  const open = traces.toReversed().flatMap((roots) => roots.toReversed());
  for (let call = open.pop(); call; call = open.pop()) {
    if (!entries.has(call.service))
      entries.set(call.service, { service: call.service, type: call.type, named: true });
    open.push(...call.children.toReversed());
  }
  for (const entry of others) if (!entries.has(entry.service)) entries.set(entry.service, entry);
  return entries;
}

function withBorrowed(
  known: ReadonlyMap<string, CatalogueEntry>,
  borrowed: readonly PlacedLayer[],
): CatalogueEntry[] {
  const entries = new Map(known);
  for (const { type, service } of borrowed.flatMap(({ calls }) => calls)) {
    if (!entries.has(service)) entries.set(service, { service, type, named: true });
  }
  return [...entries.values()];
}

/** A service is called the way it was called before, or is asked for; one that calls itself must have been seen to. */
function typesIn(
  memory: Memory,
  entries: readonly CatalogueEntry[],
  named: readonly CatalogueEntry[],
): Surroundings['typesOf'] {
  const declared = new Map(entries.map((entry) => [entry.service, entry.type]));
  const asked = new Map(named.map((entry) => [entry.service, entry.type]));
  const typesOf = (service: string) => {
    const seen = memory.services.get(service)?.types.keys() ?? [declared.get(service)];
    return new Set([...seen, asked.get(service)].filter((type) => type !== undefined));
  };
  // Asked for each pair of services by the look-ahead.
  const types = remembering(typesOf);
  const turnsToItself = remembering((service: string) => callsItself(memory, service));
  return (service, caller) => (service === caller && !turnsToItself(service) ? NO_TYPES : types(service));
}

function remembering<T>(find: (name: string) => T): (name: string) => T {
  const found = new Map<string, T>();
  return (name) => {
    const known = found.get(name);
    if (known !== undefined) return known;
    const value = find(name);
    found.set(name, value);
    return value;
  };
}

const NO_TYPES: ReadonlySet<CallType> = new Set();

function callsItself(memory: Memory, service: string): boolean {
  return memory
    .layersOfCaller(service)
    .some((layer) => layer.calls.some((call) => call.service === service && call.type !== 'in'));
}
