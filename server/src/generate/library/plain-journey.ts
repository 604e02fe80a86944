import { type CallType, REQUEST_TYPES } from '../../core/spec/spec.ts';
import { type CallNode, layersOf, type PlacedLayer } from '../call-node.ts';
import { wordsOf } from '../codec/words.ts';
import { elapsed } from '../draw.ts';
import { habitualOperation, messageOf } from '../operations.ts';
import { type Purpose, purposeAsked, purposeOf } from '../purpose.ts';
import { type Ensemble, storeFor, type TypedService } from './counterparts.ts';
import { isFrontDoor, passesOn } from './front-doors.ts';
import { namedByRoute } from './named-by-route.ts';
import { databaseOf } from './newcomers.ts';
import { capital, operationOver, plural } from './protocols.ts';
import { rootsOf, sharesRoot } from './roots.ts';
import { SEARCH, subjectWords } from './subject.ts';

/** An entry call that is asked for what another service of the file is named after. */
export interface AskedByName {
  readonly entry: CallNode;
  readonly service: TypedService;
}

/** The calls around a place, entry call first, in a file of those services. */
export interface AskedPlace {
  readonly callers: readonly CallNode[];
  readonly ensemble: Ensemble;
  /** The entry begins traces of other requests, too: whatever its name, what it is asked for is passed on. */
  readonly beginsOthers?: boolean;
}

/** Who of a complete file is named by what its front door is asked for: `GET /flights` is a matter of `flights`. */
export function askedByName(place: AskedPlace): AskedByName | undefined {
  const { ensemble } = place;
  const entry = entryThatPassesOn(place);
  if (!entry || !ensemble.isComplete) return undefined;
  const service = namedByRoute(entry, ensemble.services, true);
  return service && { entry, service };
}

/** The entry, where it passes on what it is asked for: by its name, or as it begins whatever the file is asked for. */
export function entryThatPassesOn({
  callers: [entry],
  beginsOthers = false,
}: Pick<AskedPlace, 'callers' | 'beginsOthers'>): CallNode | undefined {
  return entry && (beginsOthers || passesOn(entry)) ? entry : undefined;
}

/** The call of a journey by which the entry has that service do what is asked for. */
export function askedIn(
  { entry, service: { service } }: AskedByName,
  layers: readonly PlacedLayer[],
): CallNode | undefined {
  const asked = purposeAsked(entry.operation);
  const action = actionOf(entry.operation ?? '', service);
  const isFor = ({ operation = '' }: CallNode) =>
    action === undefined ? purposeOf(operation) === asked : rootsOf(operation).has(action);
  return layers
    .filter(({ path }) => path.length === 1 && path[0]?.service === entry.service)
    .flatMap(({ calls }) => calls)
    .find((call) => call.service === service && isFor(call));
}

/** What is to be done with the one that a route tells of, `block` of `POST /cards/{id}/block`; undefined where it tells no more. */
function actionOf(route: string, service: string): string | undefined {
  const [, last = ''] = /\}\/([\p{L}-]+)$/u.exec(route) ?? [];
  const [action] = rootsOf(last);
  return action === undefined || rootsOf(service).has(action) || route.startsWith('GET ')
    ? undefined
    : action;
}

/**
 * What nearly every service does when it is asked for what it is named after: it looks the thing up or writes it down in its
 * store, and says so where something has changed.
 * @param way how services of the file ask each other
 */
export function plainJourney(
  { entry, service: { service, type, isCalled } }: AskedByName,
  ensemble: Ensemble,
  way: CallType,
  beyond: Beyond = NOBODY_ELSE,
): PlacedLayer[] {
  const asks = isCalled ? type : way;
  const operation = askedFor(operationOver(asks, entry.operation ?? ''), service);
  const call: CallNode = { type: asks, service, operation, repeat: 1, overlaps: false, children: [] };
  const stores = plainWork({ service, operation: entry.operation }, ensemble);
  const children = [...beyond.asked(call), ...stores];
  const message = stores.find((store) => store.type === 'send');
  const work = message ? beyond.work(message, call) : [];
  const whole = { ...call, duration: elapsed(children) + WORK, children };
  return layersOf([{ ...entry, children: [whole, ...work] }]);
}

/** What follows besides the plain work of whom the entry asks. */
export interface Beyond {
  /** Whom the one that is asked asks himself. */
  asked(call: CallNode): readonly CallNode[];
  /** The work on a message that he sends. */
  work(message: CallNode, sender: CallNode): readonly CallNode[];
}

const NOBODY_ELSE: Beyond = { asked: () => [], work: () => [] };

/** What a service does in its stores when it is asked for what it is named after. */
function plainWork(asked: Asked, ensemble: Ensemble): CallNode[] {
  const purpose = purposeAsked(asked.operation);
  const noun = nounOf(asked.operation ?? '', asked.service);
  return USES.flatMap((use) => {
    const store = use.isMadeFor(purpose) ? storeFor(ensemble, use.type, asked.service) : undefined;
    return store === undefined ? [] : [callOf(use, store, use.operation(noun, purpose))];
  });
}

/**
 * The same for a service of a file that others may come to: it has a database of its own, unless there is one for all. Undefined where
 * it is asked for something else than what it is named after.
 */
export function plainWorkOf(asked: CallNode, ensemble: Ensemble): CallNode[] | undefined {
  const { service, operation = '' } = asked;
  if (!REQUEST_TYPES.has(asked.type) || isFrontDoor(asked) || !sharesRoot(service, operation))
    return undefined;
  const database = storeFor(ensemble, 'db', service)
    ? []
    : databaseOf(nounOf(operation, service), ensemble.services);
  return plainWork(asked, { ...ensemble, services: [...ensemble.services, ...database] });
}

type Asked = Pick<CallNode, 'service'> & { readonly operation?: string | undefined };

/** A method that only names what it is about does with it what the service's own name says: `IngestTelemetry`. */
function askedFor(operation: string, service: string): string {
  const words = subjectWords(service);
  const [noun = '', ...others] = wordsOf(operation);
  const verb = words.find((word) => word !== noun);
  if (others.length > 0 || verb === undefined || !words.includes(noun)) return operation;
  return capital(`${verb} ${noun}`);
}

/** What a service does itself, in nanoseconds. */
const WORK = 1.8e6;

interface StoreUse {
  readonly type: CallType;
  readonly duration: number;
  isMadeFor(asked: Purpose): boolean;
  operation(noun: string, asked: Purpose): string | undefined;
}

const USES: readonly StoreUse[] = [
  {
    type: 'cache',
    duration: 0.6e6,
    isMadeFor: (asked) => asked === 'reads',
    operation: (noun, asked) => habitualOperation('cache', noun, asked),
  },
  {
    type: 'db',
    duration: 3.2e6,
    isMadeFor: () => true,
    operation: (noun, asked) => (noun === SEARCH ? 'SEARCH' : habitualOperation('db', plural(noun), asked)),
  },
  {
    type: 'send',
    duration: 1.9e6,
    isMadeFor: (asked) => asked !== 'reads',
    operation: (noun, asked) => messageOf(noun, asked),
  },
];

const callOf = ({ type, duration }: StoreUse, service: string, operation: string | undefined): CallNode => ({
  type,
  service,
  ...(operation === undefined ? {} : { operation }),
  repeat: 1,
  overlaps: false,
  duration,
  children: [],
});

/** What an operation is about: the word that the service is named after, as the operation has it. */
function nounOf(operation: string, service: string): string {
  const roots = rootsOf(service);
  const word = wordsOf(operation)
    .toReversed()
    .find((one) => [...rootsOf(one)].some((root) => roots.has(root)));
  return word ?? service;
}
