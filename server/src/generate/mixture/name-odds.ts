import { type CallType, REQUEST_TYPES } from '../../core/spec/spec.ts';
import type { CallNode } from '../call-node.ts';
import type { Catalogue } from '../codec/catalogue.ts';
import { ROOT_CALLER } from '../memory/evidence.ts';
import type { Memory } from '../memory/memory.ts';
import { eventOf, type LayerContext } from '../memory/next-call.ts';
import { type CatalogueNames, namesOf } from './catalogue-names.ts';
import type { Reweigh } from './next-call-mixture.ts';

type Callee = Pick<CallNode, 'type' | 'service'>;

/**
 * How much likelier a call, or the end of the layer, is for what the names say than a model finds it that knows little of names; 1
 * where they say nothing.
 */
export interface Odds {
  readonly ofEnd: number;
  of(call: Callee): number;
}

/**
 * What names and places say whatever the system, after the share of such calls beside the share that the model gives them (Saerens,
 * Latinne and Decaestecker, 2002). Set by hand between written and recorded systems, which differ: docs/model.md has the shares.
 */
const STORE_OF_CALLER = 3;
const STORE_OF_ANOTHER = 0.15;
const WHO_WAITS = 0.05;
const FRONT_DOOR_WITHIN = 0.1;
const BEHIND_THE_FRONT_DOOR = 0.2;
const AGAIN = 0.5;
/** Whom the route of a front door names is asked, and before the end; set on files of declared services. */
const NAMED_BY_ROUTE = 5;
/** The same where the memory expects it, too. */
const NAMED_AND_EXPECTED = 50;
const EXPECTED = 0.5;
const END_BEFORE_NAMED = 0.1;

/** The odds of calls at a place. What the memory saw there needs none: it says itself how likely that is. */
export function oddsAt(
  { catalogue, memory }: { readonly catalogue: Catalogue; readonly memory: Memory },
  context: LayerContext,
): Odds {
  const { path, before } = context;
  const caller = path.at(-1);
  const seen = memory.callsOf(caller?.service ?? ROOT_CALLER);
  const names = namesOf(catalogue);
  const isDoor = ({ service }: Callee) => names.isFrontDoor(service);
  const isAskedFromOutside = caller !== undefined && (path.length === 1 || isDoor(caller));
  const named = isAskedFromOutside ? names.namedBy(caller) : undefined;
  const isBehindDoor = caller === undefined && names.hasFrontDoor;
  const isDue =
    named !== undefined &&
    !before.some(({ service }) => service === named) &&
    !isServedWithout(memory, caller, named);
  const isExpected = (call: Callee) =>
    (memory.predictNext(context).probabilities.get(eventOf(call)) ?? 0) > EXPECTED;
  const of = (call: Callee) => {
    if (isDue && call.service === named && REQUEST_TYPES.has(call.type))
      return isExpected(call) ? NAMED_AND_EXPECTED : NAMED_BY_ROUTE;
    if (seen.has(eventOf(call))) return 1;
    if (call.type === 'db' || call.type === 'cache') return oddsOfStore(call, caller, names);
    if (!REQUEST_TYPES.has(call.type)) return 1;
    if (!caller) return isBehindDoor && !isDoor(call) ? BEHIND_THE_FRONT_DOOR : 1;
    if (path.some(({ service }) => service === call.service)) return WHO_WAITS;
    if (isDoor(call) && !isDoor(caller)) return FRONT_DOOR_WITHIN;
    return before.some(({ service }) => service === call.service) ? AGAIN : 1;
  };
  return { of, ofEnd: isDue ? END_BEFORE_NAMED : 1 };
}

/** Whether that very request was seen to be served without that one. */
const isServedWithout = (memory: Memory, caller: CallNode | undefined, named: string): boolean =>
  memory
    .layersOfCaller(caller?.service ?? ROOT_CALLER)
    .filter(({ operation }) => operation === (caller?.operation ?? ''))
    .some(({ calls }) => !calls.some(({ service }) => service === named));

function oddsOfStore({ service }: Callee, caller: CallNode | undefined, names: CatalogueNames): number {
  const owners = names.ownersOf(service);
  if (owners.size === 0) return 1;
  return owners.has(caller?.service ?? ROOT_CALLER) ? STORE_OF_CALLER : STORE_OF_ANOTHER;
}

/** Of calls of one type: that of the likeliest, whatever there is besides. */
export function oddsOfType(odds: Odds, type: CallType, services: readonly string[]): number {
  return Math.max(...services.map((service) => odds.of({ type, service })));
}

/** The same choice, where candidates are likelier by `odds` than the model finds them. */
export function likelierBy(odds: readonly number[], reweigh: Reweigh): Reweigh {
  return (shares) => {
    const weighed = shares.map((share, index) => share * (odds[index] ?? 1));
    const total = weighed.reduce((sum, share) => sum + share, 0);
    return reweigh(total === 0 ? shares : weighed.map((share) => share / total));
  };
}
