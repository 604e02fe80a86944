import type { Random } from '../../core/random.ts';
import { CALL_TYPES, type CallType, REQUEST_TYPES, type Spec, type Statement } from '../../core/spec/spec.ts';
import type { CallNode } from '../call-node.ts';
import { type CatalogueEntry, createCatalogue } from '../codec/catalogue.ts';
import type { Surroundings } from '../decoder/decode-subtree.ts';
import type { TypedCall } from '../decoder/typed-call.ts';
import { plainNamesOf } from '../library/plain-names.ts';
import { ROOT_CALLER } from '../memory/evidence.ts';
import { createMemory, joinedMemory, type Memory } from '../memory/memory.ts';
import { messagesIn } from '../memory/messages.ts';
import { eventOf } from '../memory/next-call.ts';
import { remembering } from '../remembering.ts';
import { seenDurations } from '../seen-durations.ts';
import { chooseOperation } from './choose-operation.ts';
import { declaredType } from './declared-type.ts';
import { byService, firstOfEach, knownOfRun } from './known.ts';
import { callerNodes } from './layer-at.ts';
import { borrowedAt } from './library-at.ts';
import { callsNamedLike } from './named-like.ts';
import { typedServices } from './named-services.ts';
import type { Place } from './place.ts';
import { usualCallsIn } from './usual-calls.ts';
import { askedAlike, usualWay } from './ways.ts';
import type { Workspace } from './workspace.ts';
import { layerAround, tracesAround } from './written-traces.ts';

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
/** A file that declares as many says whom it is about. */
const COMPLETE = 4;

/**
 * Gathers what is known around a place: memory, catalogue, types and operations. Only the trace that the place is in is read
 * anew; what the others and the workspace show is kept from the request before.
 */
export function surroundingsAt(
  spec: Spec,
  place: Place,
  workspace: Workspace,
  options: SurroundingsOptions,
): Surroundings {
  const { own, shown, met } = knownAround(spec, place, workspace, options);
  const typed = typedServices(workspace.library, options.typed, [...met.keys()]);
  const known = new Map([...met, ...typed.map((entry) => [entry.service, entry] as const)]);
  const asked = [...options.named, ...typed];
  const callers = callerNodes(place);
  const borrowed = borrowedAt(place, workspace, {
    own,
    called: shown,
    met,
    areDeclared: declaredServices(spec).length >= COMPLETE,
    typed: options.typed,
  });
  const all = createMemory(joinedMemory([borrowed.memory, own]));
  const way =
    [...REQUEST_TYPES].find((one) => one === options.typed?.type) ??
    usualWay(own, shown.values()) ??
    usualWay(borrowed.memory, borrowed.services.values());
  const isNamed = (service: string) => shown.has(service) || asked.some((entry) => entry.service === service);
  const entries = [...firstOfEach([known, borrowed.services]).values()].map((entry) =>
    isNamed(entry.service) ? entry : askedAlike(entry, way),
  );
  const messages = messagesIn(all, entries);
  const { plain } = plainNamesOf(entries.map(({ service }) => service));
  return {
    memory: all,
    catalogue: createCatalogue(mostRelevant(entries, own, callers.at(-1))),
    random: options.random,
    typesOf: typesIn(all, entries, asked),
    durationsOf: (kind, below) => {
      const seen = seenDurations(own, kind, below);
      return seen.length > 0 ? seen : seenDurations(all, kind, below);
    },
    operationOf: (request) => chooseOperation({ own, all, messages, plain }, request, options),
    operationsOf: ({ type, service }) => {
      const known = CALL_TYPES.find((one) => one === type);
      return known ? [...all.operationsOf(known, service).keys()] : [];
    },
    callsNamedLike: (call) => callsNamedLike(workspace.library, call, entries),
    messages,
    isUsual: usualCallsIn(all, messages),
  };
}

/** What the file and the workspace show, who is called there, and who else they name. */
function knownAround(spec: Spec, place: Place, workspace: Workspace, { open, named }: SurroundingsOptions) {
  const { before, here, after } = tracesAround(spec, place, open);
  const written = [
    knownOfRun(before),
    workspace.here.of(here),
    knownOfRun(after),
    workspace.layer.of(layerAround(spec, place, open)),
  ];
  // What is nearest comes first, since a catalogue may be full.
  const shown = firstOfEach([...written, workspace.beside].map(({ services }) => services));
  const own = joinedMemory([workspace.beside, ...written].map(({ memory }) => memory));
  return { own, shown, met: firstOfEach([shown, byService([...named, ...declaredServices(spec)])]) };
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
  const called = memory.callsOf(caller?.service ?? ROOT_CALLER);
  const isFirst = ({ service }: CatalogueEntry) =>
    CALL_TYPES.some((type) => called.has(eventOf({ type, service })));
  const ordered = [...entries.filter(isFirst), ...entries.filter((entry) => !isFirst(entry))];
  const kept = new Set(ordered.slice(0, MAX_CATALOGUE));
  return entries.filter((entry) => kept.has(entry)).toSorted(byName);
}

const byName = (a: CatalogueEntry, b: CatalogueEntry): number => (a.service < b.service ? -1 : 1);

function declaredServices(spec: Spec): CatalogueEntry[] {
  const items = spec.items.flatMap((item) => (item.kind === 'service' && !item.muted ? [item] : []));
  const { plain } = plainNamesOf(items.map(({ name }) => name.value));
  return items.map((item) => {
    const service = item.name.value;
    return { service, type: declaredType(item, plain(service)), named: true };
  });
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
    const seen = memory.callee(service)?.types.keys() ?? [];
    return new Set([...seen, declared.get(service), asked.get(service)].filter((type) => type !== undefined));
  };
  // Asked for each pair of services by the look-ahead.
  const types = remembering(typesOf);
  const turnsToItself = remembering((service: string) => callsItself(memory, service));
  return (service, caller) => (service === caller && !turnsToItself(service) ? NO_TYPES : types(service));
}

const NO_TYPES: ReadonlySet<CallType> = new Set();

function callsItself(memory: Memory, service: string): boolean {
  const called = memory.callsOf(service);
  return CALL_TYPES.some((type) => type !== 'in' && called.has(eventOf({ type, service })));
}
