import { createRandom, pickWeighted, type Random } from '../../core/random.ts';
import type { Call, CallType, Spec, Statement, TraceItem } from '../../core/spec/spec.ts';
import type { CallNode } from '../call-node.ts';
import { type CatalogueEntry, createCatalogue } from '../codec/catalogue.ts';
import type { OperationRequest, Surroundings } from '../decoder/decode-subtree.ts';
import { drawLayer } from '../draw.ts';
import type { Library } from '../library/library.ts';
import { createMemory, type Memory } from '../memory/memory.ts';
import { habitualOperation, knownOperations } from '../operations.ts';
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
  const own = ownTraces(spec, place, options.open);
  const others = [...workspace.specs.flatMap(tracesOf).slice(0, MAX_TRACES).reverse(), ...own];
  const declared = declaredServices(spec);
  const known = servicesOf(others, declared);
  const borrowed = inspiration(workspace.library, [...known.keys()], textOf(place));
  const memory = createMemory();
  for (const trace of [...borrowed, ...others]) memory.add(trace);
  const entries = [...known.values(), ...servicesOf(borrowed, new Map()).values()].filter(uniqueService());
  return {
    memory,
    catalogue: createCatalogue(entries.slice(0, MAX_CATALOGUE)),
    random: options.random,
    typesOf: typesIn(memory, entries),
    operationOf: (request) => chooseOperation(memory, request, options),
  };
}

/** Traces of the file as they stand, without the layer that is being written and the line that is being typed. */
function ownTraces(spec: Spec, place: Place, open: Statement | undefined): (readonly CallNode[])[] {
  const caller = callersOf(place).at(-1);
  return spec.items.flatMap((item) => {
    if (item.kind !== 'trace' || item.muted) return [];
    if (item !== place.trace) return [drawn(item, spec)];
    const random = createRandom('as written');
    const body = open ? item.body.filter((statement) => statement !== open) : item.body;
    return [drawLayer(body, { random, latency: latencyOf(spec), ...(caller ? { omitBodyOf: caller } : {}) })];
  });
}

const DRAWN = new WeakMap<TraceItem, readonly CallNode[]>();

function drawn(trace: TraceItem, spec: Spec): readonly CallNode[] {
  const known = DRAWN.get(trace);
  if (known) return known;
  const roots = drawLayer(trace.body, { random: createRandom('as written'), latency: latencyOf(spec) });
  DRAWN.set(trace, roots);
  return roots;
}

function tracesOf(spec: Spec): (readonly CallNode[])[] {
  return spec.items.flatMap((item) => (item.kind === 'trace' && !item.muted ? [drawn(item, spec)] : []));
}

export function latencyOf(spec: Spec) {
  return spec.items.flatMap((item) => (item.kind === 'latency' && !item.muted ? item.rules : []));
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

function chooseOperation(
  memory: Memory,
  request: OperationRequest,
  options: { readonly random: Random; readonly temperature: number },
): string | undefined {
  const { caller, type, service, rules, beginning } = request;
  const asked = rules.missing().find((pattern) => pattern.operation && pattern.callee?.value === service)
    ?.operation?.value;
  if (asked !== undefined) return asked;
  const used = request.before.flatMap((call) =>
    call.service === service && call.operation ? [call.operation] : [],
  );
  const known = knownOperations(memory, {
    caller: caller?.service ?? '',
    callerOperation: caller?.operation,
    type,
    callee: service,
    used,
  }).filter(
    ({ operation }) =>
      operation.startsWith(beginning) && rules.allows(caller?.service ?? '', { type, service, operation }),
  );
  if (known.length === 0) {
    const silent = memory.services.has(service) && !request.always;
    return silent ? undefined : habitualOperation(type, service, caller?.operation);
  }
  const weights = known.map(({ weight }) => weight ** (1 / Math.max(options.temperature, 0.01)));
  const index = options.temperature === 0 ? 0 : pickWeighted(options.random, weights);
  return known[index]?.operation;
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
