import { pick, type Random, shuffled } from '../../core/random.ts';
import type { CallType } from '../../core/spec/spec.ts';
import type { CallNode } from '../call-node.ts';
import { elapsed } from '../draw.ts';
import { type Concept, DOMAINS, type Domain } from './concepts.ts';
import { drawNaming, isRead, type Naming } from './naming.ts';

/**
 * Made-up systems: random topologies with stores, fan-outs, retries, caches and queues. They teach what holds in every
 * system (a cache is asked before its database, stores are leaves, an operation calls the same services again), and that
 * names tell who calls whom: what a service is about, and what it is asked for.
 */
export interface ProceduralSystem {
  /** One concrete trace of the system. */
  draw(random: Random): CallNode[];
}

interface Endpoint {
  readonly type: CallType;
  readonly service: string;
  readonly operation: string;
  readonly median: number;
  readonly steps: readonly (Step | Loop)[];
}

/** Steps that are taken once for each of several things: the product and then the price of all that is in a basket. */
interface Loop {
  readonly round: readonly Step[];
  readonly mostRounds: number;
}

interface Step {
  readonly endpoint: Endpoint;
  readonly probability: number;
  readonly maxRepeat: number;
  readonly overlaps: boolean;
}

/** A service with what it may be asked for. */
interface Service {
  readonly concept: Concept;
  readonly endpoints: readonly AskedFor[];
}

interface AskedFor {
  readonly verb: string;
  readonly endpoint: Endpoint;
}

/** Habits of one system. */
interface Manner {
  readonly naming: Naming;
  /** How many of its related services an endpoint calls. */
  readonly eagerness: number;
  /** Share of the calls that nothing tells beforehand. */
  readonly noise: number;
  /** Share of the operations that go through a list, or come back to a service that they asked before. */
  readonly looping: number;
  /** Share of the pages that its door puts together itself, from what belongs to what was asked for. */
  readonly composing: number;
  readonly stores: { readonly cache: number; readonly database: number; readonly queue: number };
}

export function proceduralSystem(random: Random): ProceduralSystem {
  const manner = drawManner(random);
  const services = new Map<string, Service>();
  for (const concept of chosenConcepts(pick(random, DOMAINS), random))
    services.set(concept.words.join(' '), serviceOf(concept, services, manner, random));
  const entries = entryPoints([...services.values()], manner, random);
  return { draw: (traceRandom) => [drawEndpoint(pick(traceRandom, entries), traceRandom, 0)] };
}

function drawManner(random: Random): Manner {
  return {
    naming: drawNaming(random),
    eagerness: 0.4 + 0.6 * random.next(),
    noise: random.next() < 0.3 ? 0.3 : 0.06,
    looping: random.next() < 0.5 ? 0.4 : 0.04,
    composing: random.next() < 0.5 ? 0.8 : 0.1,
    stores: { cache: 0.7 * random.next(), database: 0.3 + 0.7 * random.next(), queue: 0.4 * random.next() },
  };
}

/** Some related concepts of a domain, those that call few others first: whoever is called stands before its callers. */
function chosenConcepts({ concepts, own }: Domain, random: Random): Concept[] {
  const size = Math.min(own.length, 5 + random.below(random.next() < 0.25 ? 32 : 16));
  const chosen = new Set<string>();
  while (chosen.size < size) choose(pick(random, own), chosen, concepts, random);
  const ranked = new Set<string>();
  for (const name of chosen) rank(name, chosen, concepts, ranked);
  return [...ranked].flatMap((name) => concepts.get(name) ?? []);
}

/** Share of the concepts called that come with the one that calls them. */
const COMPANY = 0.6;

function choose(
  first: string,
  chosen: Set<string>,
  concepts: ReadonlyMap<string, Concept>,
  random: Random,
): void {
  const open = [first];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (chosen.has(name)) continue;
    chosen.add(name);
    open.push(...(concepts.get(name)?.calls ?? []).filter(() => random.next() < COMPANY));
  }
}

/** Puts `name` behind all that it calls; of a circle, whoever was met first stands last. */
function rank(
  name: string,
  chosen: ReadonlySet<string>,
  concepts: ReadonlyMap<string, Concept>,
  ranked: Set<string>,
): void {
  const under = new Set<string>();
  const visit = (each: string) => {
    if (ranked.has(each) || under.has(each) || !chosen.has(each)) return;
    under.add(each);
    for (const callee of concepts.get(each)?.calls ?? []) visit(callee);
    ranked.add(each);
  };
  visit(name);
}

function serviceOf(
  concept: Concept,
  others: ReadonlyMap<string, Service>,
  manner: Manner,
  random: Random,
): Service {
  const related = concept.calls.flatMap((name) => others.get(name) ?? []);
  const stores = storesOf(concept.words, manner, random);
  const endpoints = shuffled(random, concept.verbs)
    .slice(0, 1 + random.below(4))
    .map((verb) => endpointOf(concept, verb, related, [...others.values()], stores, manner, random));
  return { concept, endpoints };
}

/** Share of the operations that name what belongs to a related service: `GetOrderPayments`. */
const SECOND_NOUN = 0.25;

function endpointOf(
  { words }: Concept,
  verb: string,
  related: readonly Service[],
  others: readonly Service[],
  stores: Stores,
  manner: Manner,
  random: Random,
): AskedFor {
  const named = related.length > 0 && random.next() < SECOND_NOUN ? pick(random, related) : undefined;
  const about = spoken(verb, named ? namedWith(words, named.concept.words, verb, random) : words);
  const called = shuffled(random, related).filter(
    (service) => service === named || random.next() < manner.eagerness,
  );
  const strangers = others.length > 0 && random.next() < manner.noise ? [pick(random, others)] : [];
  const steps = callSteps([...inOrder(called, named, random), ...strangers], verb, random);
  const calls = withRepeats(steps, manner, random);
  const own = storeSteps(stores, verb, words, manner, random);
  return {
    verb,
    endpoint: {
      type: manner.naming.transport,
      service: manner.naming.service(words),
      operation: manner.naming.operation(verb, about, words),
      median: 2e6 * Math.exp(random.normal()),
      steps: random.next() < 0.5 ? [...own, ...calls] : [...calls, ...own],
    },
  };
}

/** An order's payments are read; what is done, is done to the order. */
function namedWith(
  own: readonly string[],
  other: readonly string[],
  verb: string,
  random: Random,
): readonly string[] {
  return isRead(verb) && random.next() < 0.5 ? other : [...own, ...other];
}

/** Nobody says `ScanVirusScan`. */
function spoken(verb: string, words: readonly string[]): readonly string[] {
  const others = words.filter((word) => word !== verb);
  return others.length > 0 ? others : words;
}

/** What the operation names is mostly asked first. */
function inOrder(called: readonly Service[], named: Service | undefined, random: Random): readonly Service[] {
  if (!named || random.next() < 0.4) return called;
  return [named, ...called.filter((service) => service !== named)];
}

function callSteps(services: readonly Service[], verb: string, random: Random): Step[] {
  const parallel = random.next() < 0.3;
  return services.flatMap(({ endpoints }, index) => {
    const endpoint = suited(endpoints, verb, random);
    return endpoint ? [callStep(endpoint, parallel && index > 0, random)] : [];
  });
}

const LONGEST_ROUND = 3;
const MOST_ROUNDS = 9;

/** The same steps, of which some may be taken for each thing of a list, and one may be taken again later. */
function withRepeats(steps: readonly Step[], { looping }: Manner, random: Random): readonly (Step | Loop)[] {
  if (steps.length === 0) return steps;
  const later = random.next() < looping ? withOneAgain(steps, random) : steps;
  if (random.next() >= looping) return later;
  const first = random.below(later.length);
  const length = Math.min(1 + random.below(LONGEST_ROUND), later.length - first);
  const round = later.slice(first, first + length);
  const loop = { round, mostRounds: 2 + random.below(MOST_ROUNDS - 1) };
  return [...later.slice(0, first), loop, ...later.slice(first + length)];
}

function withOneAgain(steps: readonly Step[], random: Random): readonly Step[] {
  const from = random.below(steps.length);
  const to = from + 1 + random.below(steps.length - from);
  const again = steps.slice(from, from + 1);
  return [...steps.slice(0, to), ...again, ...steps.slice(to)];
}

/** Who only reads asks others to read. */
function suited(endpoints: readonly AskedFor[], verb: string, random: Random): Endpoint | undefined {
  const reading = endpoints.filter((each) => isRead(each.verb));
  const choice = isRead(verb) && reading.length > 0 ? reading : endpoints;
  return choice.length > 0 ? pick(random, choice).endpoint : undefined;
}

function callStep(endpoint: Endpoint, overlaps: boolean, random: Random): Step {
  return {
    endpoint,
    probability: random.next() < 0.7 ? 1 : 0.15 + 0.7 * random.next(),
    maxRepeat: random.next() < 0.08 ? 2 + random.below(5) : 1,
    overlaps,
  };
}

interface Stores {
  readonly cache?: string;
  readonly database?: string;
  readonly queue?: string;
}

function storesOf(words: readonly string[], { naming, stores }: Manner, random: Random): Stores {
  return {
    ...(random.next() < stores.cache ? { cache: naming.cache(words) } : {}),
    ...(random.next() < stores.database ? { database: naming.database(words) } : {}),
    ...(random.next() < stores.queue ? { queue: naming.queue(words) } : {}),
  };
}

const CACHE_READS = ['GET', 'GET', 'HGET', 'MGET', 'MmcGet'];
const CACHE_WRITES = ['SET', 'SET', 'DEL', 'HSET', 'EXPIRE'];

function storeSteps(
  stores: Stores,
  verb: string,
  words: readonly string[],
  manner: Manner,
  random: Random,
): Step[] {
  const steps: Step[] = [];
  const leaf = (type: CallType, service: string, operation: string, median: number, probability: number) =>
    steps.push({
      endpoint: { type, service, operation, median, steps: [] },
      probability,
      maxRepeat: 1,
      overlaps: false,
    });
  const reads = isRead(verb);
  if (stores.cache && reads) leaf('cache', stores.cache, pick(random, CACHE_READS), 0.4e6, 1);
  if (stores.database)
    leaf(
      'db',
      stores.database,
      manner.naming.query(verb, words, random),
      3e6,
      stores.cache && reads ? 0.4 : 1,
    );
  if (stores.cache && (!reads || random.next() < 0.5))
    leaf('cache', stores.cache, pick(random, CACHE_WRITES), 0.4e6, reads ? 0.4 : 0.8);
  if (stores.queue && !reads) leaf('send', stores.queue, `${words.join('.')}.${pastOf(verb)}`, 1e6, 0.9);
  return steps;
}

const PAST = new Map([
  ['send', 'sent'],
  ['pay', 'paid'],
  ['build', 'built'],
  ['put', 'put'],
  ['set', 'set'],
  ['submit', 'submitted'],
]);

function pastOf(verb: string): string {
  if (verb.endsWith('e')) return `${verb}d`;
  const doubled = /^[^aeiou]*[aeiou][npt]$/u.test(verb) ? verb + verb.slice(-1) : verb;
  return PAST.get(verb) ?? `${doubled}ed`;
}

const DOORS = ['gateway', 'api-gateway', 'edge', 'web', 'bff', 'frontend', 'ingress', 'nginx', 'mobile-api'];
/** Asked before anything else is done for a user. */
const GUARDS = new Set(['auth', 'session', 'token', 'permission', 'user', 'rate limit']);

/** What users ask for: most of all the services that no other calls. */
function entryPoints(services: readonly Service[], manner: Manner, random: Random): Endpoint[] {
  const door = pick(random, DOORS);
  const guard = services.find(({ concept }) => GUARDS.has(concept.words.join(' ')));
  const guarded = guard !== undefined && random.next() < 0.6 ? [guard] : [];
  // What every page of a system shows beside its own matter: a basket, a currency, a banner.
  const everywhere =
    random.next() < manner.composing ? shuffled(random, services).slice(0, 1 + random.below(3)) : [];
  const behind = services.slice(Math.floor(services.length / 3));
  return shuffled(random, behind)
    .slice(0, 3 + random.below(6))
    .flatMap((service) => service.endpoints.slice(0, 2).map((asked) => ({ service, asked })))
    .map(({ service, asked }) => {
      const related = random.next() < manner.composing ? relatedTo(service, services) : [];
      const strangers = random.next() < 0.2 ? shuffled(random, services).slice(0, 1 + random.below(3)) : [];
      const aside = shuffled(random, [...new Set([...everywhere, ...related, ...strangers])]).filter(
        (other) => other !== service,
      );
      const before = callSteps(
        guarded.filter((each) => each !== service),
        'verify',
        random,
      );
      return {
        type: 'http',
        service: door,
        operation: manner.naming.route(asked.verb, service.concept.words),
        median: 4e6,
        steps: [
          ...before,
          ...withRepeats(
            [
              { ...callStep(asked.endpoint, false, random), probability: 1 },
              ...callSteps(aside, asked.verb, random),
            ],
            manner,
            random,
          ),
        ],
      };
    });
}

/** Whom a service calls, and who is called with it. */
function relatedTo({ concept }: Service, services: readonly Service[]): readonly Service[] {
  const name = concept.words.join(' ');
  return services.filter(
    (other) => concept.calls.includes(other.concept.words.join(' ')) || other.concept.calls.includes(name),
  );
}

const MAX_DEPTH = 8;
/** A trace of more than this is not what a model is taught with. */
const MAX_CALLS = 120;

function drawEndpoint(
  endpoint: Endpoint,
  random: Random,
  depth: number,
  budget = { left: MAX_CALLS },
): CallNode {
  budget.left -= 1;
  const children =
    depth >= MAX_DEPTH ? [] : endpoint.steps.flatMap((step) => drawPart(step, random, depth, budget));
  const own = endpoint.median * Math.exp(0.5 * random.normal());
  return {
    type: endpoint.type,
    service: endpoint.service,
    operation: endpoint.operation,
    repeat: 1,
    duration: own + elapsed(children),
    overlaps: false,
    children,
  };
}

function drawPart(part: Step | Loop, random: Random, depth: number, budget: { left: number }): CallNode[] {
  if (!('round' in part)) return drawStep(part, random, depth, budget);
  const rounds = 1 + random.below(part.mostRounds);
  return Array.from({ length: rounds }, () => part.round).flatMap((round) =>
    round.flatMap((step) => drawStep(step, random, depth, budget)),
  );
}

function drawStep(step: Step, random: Random, depth: number, budget: { left: number }): CallNode[] {
  if (budget.left <= 0 || random.next() >= step.probability) return [];
  const repeat = step.maxRepeat > 1 ? 1 + random.below(step.maxRepeat) : 1;
  return [{ ...drawEndpoint(step.endpoint, random, depth + 1, budget), repeat, overlaps: step.overlaps }];
}
