import { REQUEST_TYPES } from '../../core/spec/spec.ts';
import type { CallNode } from '../call-node.ts';
import type { TypedService } from '../library/counterparts.ts';
import type { Library, LibrarySystem } from '../library/library.ts';
import { callersLike, type LibraryCaller } from '../library/like-callers.ts';
import { renamingOf, standsForAny } from '../library/renaming.ts';
import { retold } from '../library/retell.ts';
import { rootsOf, sharesRoot } from '../library/roots.ts';
import { areSynonyms } from '../library/synonyms.ts';
import { usualRoles } from '../library/usual-roles.ts';
import { purposeOf } from '../purpose.ts';
import { settingOf } from './journeys.ts';
import type { Occasion } from './occasion.ts';

/** What callers like one do in other systems, as the file would tell it, the most like first. */
export function doneElsewhere(
  library: Library,
  occasion: Occasion,
  caller: CallNode,
  least?: number,
): readonly (readonly CallNode[])[] {
  const welcomesOthers = !occasion.ensemble.isComplete || occasion.mayGrow === true;
  return callersLike(library, caller, settingOf(occasion), least).map((alike) =>
    toldOf(alike, { ...occasion, welcomesOthers }, caller),
  );
}

function toldOf(
  { system, call }: LibraryCaller,
  names: Occasion & { readonly welcomesOthers: boolean },
  caller: CallNode,
): readonly CallNode[] {
  const renaming = renamingOf(system, names, { own: caller, told: call });
  return retold(call.children, renaming, caller.service, call.service);
}

/** Callers that are asked much the same in whatever domain: what one of them does says little, what most do says something. */
const ANY_ALIKE = { least: 0.1, most: 24, nearly: 0.1 };
/** Fewer systems show no custom. */
const SOME_SYSTEMS = 2;
/** Of the systems that have somebody like a service of the file, so many have him asked. */
const MOST = 0.5;

/** Whom of the file who is asked that asks, as most do in other systems who have somebody like him; in their usual order. */
export function askedByMost(library: Library, occasion: Occasion, caller: CallNode): readonly CallNode[] {
  const { least, ...wide } = ANY_ALIKE;
  const alike = callersLike(library, caller, settingOf(occasion), least, wide).filter(
    ({ call }) => purposeOf(call.operation) === purposeOf(caller.operation),
  );
  const asked = new Map<string, Asked>();
  for (const one of alike) {
    const calls = toldOf(one, { ...occasion, welcomesOthers: false }, caller);
    for (const [index, call] of calls.entries()) {
      if (!REQUEST_TYPES.has(call.type)) continue;
      const known = asked.get(call.service) ?? { call, systems: new Set(), places: [] };
      asked.set(call.service, known);
      known.systems.add(one.system);
      known.places.push(index / calls.length);
    }
  }
  const systems = [...new Set(alike.map(({ system }) => system))];
  const isUsual = ({ call, systems: { size } }: Asked) =>
    size >= SOME_SYSTEMS &&
    size >= MOST * systems.filter((system) => standsForAny(system, occasion.ensemble, call.service)).length;
  return [...asked.values()]
    .filter(isUsual)
    .sort((a, b) => mean(a.places) - mean(b.places))
    .map(({ call }) => ({ ...call, children: [] }));
}

interface Asked {
  readonly call: CallNode;
  readonly systems: Set<LibrarySystem>;
  /** Where in their layers the calls stand, from 0 to 1. */
  readonly places: number[];
}

const mean = (all: readonly number[]): number => all.reduce((sum, one) => sum + one, 0) / all.length;

/** Of the services of a name, so many must be seen to work on messages. */
const A_WORKER = 0.5;
/** What the work on a message takes, in nanoseconds. */
const WORK = 40e6;

/**
 * Who of a file that says who there is works on a message: somebody whose like works on messages, who is about what it is about or
 * tells others of it.
 */
export function workOn(
  library: Library,
  occasion: Occasion,
  message: CallNode,
  sender: CallNode,
): readonly CallNode[] {
  if (occasion.mayGrow) return [];
  const taken = new Set([...occasion.callers, sender].map(({ service }) => service));
  const { shareThatWorks } = usualRoles(library);
  const about = `${message.operation ?? ''} ${sender.service}`;
  const workers = occasion.ensemble.services
    .filter(({ type, service }) => REQUEST_TYPES.has(type) && !taken.has(service))
    .map((one) => ({ ...one, share: shareThatWorks(one.service), isNear: sharesRoot(one.service, about) }))
    .filter(({ share, service, isNear }) => share >= A_WORKER && (isNear || tellsOthers(service)))
    .sort((a, b) => Number(b.isNear) - Number(a.isNear) || b.share - a.share);
  return workers.slice(0, 1).map((worker) => workOf(worker, message, library, occasion));
}

/** Whatever has happened, somebody is told of it. */
const tellsOthers = (service: string): boolean =>
  [...rootsOf(service)].some((root) => root === MAIL || areSynonyms(root, MAIL));

const MAIL = 'mail';

function workOf(
  { service }: TypedService,
  { operation }: CallNode,
  library: Library,
  occasion: Occasion,
): CallNode {
  const topic = operation === undefined ? {} : { operation };
  const call: CallNode = { type: 'recv', service, ...topic, repeat: 1, overlaps: false, children: [] };
  const [children = []] = doneElsewhere(library, occasion, call);
  return { ...call, duration: WORK, children };
}
