import { type CallType, REQUEST_TYPES } from '../../core/spec/spec.ts';
import type { CallNode } from '../call-node.ts';
import type { CatalogueEntry } from '../codec/catalogue.ts';
import type { TypedCall } from '../decoder/typed-call.ts';
import type { TypedService } from '../library/counterparts.ts';
import { speaksOf } from '../library/nearest.ts';
import { findsOutWhoAsks } from '../library/who-asks.ts';
import { ROOT_CALLER } from '../memory/evidence.ts';
import type { Memory } from '../memory/memory.ts';
import { purposeOf } from '../purpose.ts';
import { areRepeated, countLike, entriesOf, isLike } from './entries.ts';
import { type Known, NOTHING_KNOWN } from './known.ts';
import { callerNodes } from './layer-at.ts';
import type { Place } from './place.ts';
import type { Workspace } from './workspace.ts';

/** What the workspace shows, and whom it names. */
export interface ShownAround {
  readonly own: Memory;
  /** The services that are called in it. */
  readonly called: ReadonlyMap<string, CatalogueEntry>;
  /** These and whom it names besides, the nearest first. */
  readonly met: ReadonlyMap<string, CatalogueEntry>;
  /** The file says who there is. */
  readonly areDeclared: boolean;
  /** What stands on the line that is written. */
  readonly typed: TypedCall | undefined;
}

/** A workspace that calls as many services is no place for others, and mostly speaks for itself. */
const ENOUGH_SERVICES = 8;
/** A further trace of a workspace that calls as many is a matter of these. */
const SOME_SERVICES = 5;
/** More of them are not compared with the library's. */
const MOST_COMPARED = 48;

/** What the library tells of a place: nothing where the workspace speaks for itself, or the library knows nothing of it. */
export function borrowedAt(place: Place, workspace: Workspace, around: ShownAround): Known {
  const { own, called, areDeclared } = around;
  const isLarge = called.size >= ENOUGH_SERVICES;
  if (isLarge ? !isNewJourney(place, workspace, own) : isOneOfMany(place, workspace, around))
    return NOTHING_KNOWN;
  const isNew = !showsAnother(own, callerNodes(place)[0]);
  const isKnown = !isNew && called.size >= SOME_SERVICES;
  const occasion = {
    title: place.trace.name?.value ?? '',
    callers: callerNodes(place),
    ...entryOf(own),
    habits: habitsOf(own, callerNodes(place)[0]),
    isNew,
    ensemble: { services: servicesOf(around), isComplete: isLarge || isKnown || areDeclared },
    mayGrow: !areDeclared,
    beginsOthers: beginsOthers(own, callerNodes(place)[0]),
    methods: [...own.methods()],
    way: wayShown(place, around),
  };
  const isShown = ({ service, operation = '' }: CallNode) =>
    own.layersOfCaller(service).some((layer) => layer.operation === operation);
  return workspace.borrowed.for(occasion, isShown);
}

/** How services ask each other as far as a single one shows it: who is typed, who calls here, or any that is called. */
function wayShown(place: Place, { own: memory, typed, called }: ShownAround): CallType | undefined {
  const [entry, ...callers] = callerNodes(place);
  const others = [...called.values()].filter(
    ({ service }) => service !== entry?.service && memory.callee(service)?.isCalled,
  );
  const shown = [...callers.toReversed(), ...others].map(({ type }) => type);
  const ways = [...REQUEST_TYPES];
  const own = entry && ways.find((way) => way === typed?.type);
  return own ?? shown.find((way) => REQUEST_TYPES.has(way));
}

function servicesOf({ own, called, met }: ShownAround): readonly TypedService[] {
  return [...met.values()].slice(0, MOST_COMPARED).map(({ service, type }) => {
    const seen = own.callee(service);
    return {
      service,
      type,
      isCalled: called.has(service),
      isEntry: seen?.isEntry === true && !seen.isCalled,
    };
  });
}

/** Whether no other trace shows what follows where one begins as this one does, and the library may know what it is about. */
function isNewJourney(place: Place, { library }: Workspace, own: Memory): boolean {
  const [entry, next] = callerNodes(place);
  if (!speaksOf(library, `${place.trace.name?.value ?? ''} ${entry?.operation ?? ''}`)) return false;
  if (!entry) return true;
  const entries = entriesOf(own);
  // One that is still to be written says nothing; of this one stands there what is around the place.
  const told =
    countLike(
      entries.filter(({ children }) => children.length > 0),
      entry,
    ) - (next ? 1 : 0);
  return told === 0 && countLike(entries, entry) < MANY;
}

/** Whether the workspace shows several traces that begin as this one does, or may: nothing else is said of how it begins. */
function isOneOfMany(place: Place, { library }: Workspace, { own, typed }: ShownAround): boolean {
  if (typed) return false;
  const entries = entriesOf(own);
  const [entry] = callerNodes(place);
  if (entry) return countLike(entries, entry) >= MANY;
  return areRepeated(entries) && !speaksOf(library, place.trace.name?.value ?? '');
}

/** Two others, and the trace that the place is in. */
const MANY = 3;

/** Whether traces of other requests begin with that service. */
function beginsOthers(own: Memory, entry: CallNode | undefined): boolean {
  return entriesOf(own).some((other) => other.service === entry?.service && !isLike(other, entry));
}

/** Whether another trace shows what follows its entry call; where it begins may be written already. */
function showsAnother(own: Memory, entry: CallNode | undefined): boolean {
  return own
    .layersOfCaller(ROOT_CALLER)
    .some(({ calls: [first] }) => first && first.children.length > 0 && !(entry && isLike(first, entry)));
}

/** How most traces begin, as far as that is the same. */
function entryOf(memory: Memory): { readonly entry?: CallNode } {
  const roots = memory.layersOfCaller(ROOT_CALLER).flatMap(({ calls }) => calls.slice(0, 1));
  const times = new Map<string, number>();
  for (const { service } of roots) times.set(service, (times.get(service) ?? 0) + 1);
  const most = Math.max(...times.values());
  const first = roots.find(({ service }) => times.get(service) === most);
  if (!first) return {};
  const { type, service } = first;
  return { entry: { type, service, repeat: 1, overlaps: false, children: [] } };
}

/**
 * With which calls an entry begins whatever it is asked for: to find out who asks is part of no journey. Where other traces
 * are all asked for the same, nothing else is.
 */
function habitsOf(memory: Memory, entry: CallNode | undefined): readonly CallNode[] {
  if (!entry) return [];
  const ofRequests = new Map(
    memory.layersOfCaller(entry.service).map(({ operation, calls }) => [operation, calls] as const),
  );
  ofRequests.delete(entry.operation ?? '');
  const [first = [], ...others] = ofRequests.values();
  const differs = first.findIndex(
    (call, index) =>
      purposeOf(call.operation) !== undefined ||
      (others.length === 0 && !findsOutWhoAsks(call)) ||
      others.some(
        (calls) => calls[index]?.service !== call.service || calls[index]?.operation !== call.operation,
      ),
  );
  return differs < 0 ? first : first.slice(0, differs);
}
