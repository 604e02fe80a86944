import { pick, type Random, shuffled } from '../../core/random.ts';
import type { CallType } from '../../core/spec/spec.ts';
import type { CallNode } from '../call-node.ts';
import { elapsed } from '../draw.ts';

/**
 * Made-up systems: random topologies with stores, fan-outs, retries, caches and queues. They teach what holds in
 * every system (a cache is asked before its database, stores are leaves, an operation calls the same services again).
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
  readonly steps: readonly Step[];
}

interface Step {
  readonly endpoint: Endpoint;
  readonly probability: number;
  readonly maxRepeat: number;
  readonly overlaps: boolean;
}

const NOUNS =
  'order cart payment stock price user account session catalog product review search shipping invoice ledger wallet fraud risk loyalty coupon email push message chat feed media image video profile device meter booking seat flight room trip driver route menu kitchen patient claim policy quote tariff usage plan lead deal ticket job build artifact trade position market listing agent document report audit geo weather rule workflow campaign bid segment'.split(
    ' ',
  );
const VERBS =
  'get list create update delete search check verify reserve release place send render load compute'.split(
    ' ',
  );
const STYLES: readonly ((noun: string) => string)[] = [
  (noun) => noun,
  (noun) => `${noun}s`,
  (noun) => `${noun}-service`,
  (noun) => `${noun}-svc`,
  (noun) => `${capital(noun)}Service`,
  (noun) => `${noun}_service`,
];

export function proceduralSystem(random: Random): ProceduralSystem {
  const style = pick(random, STYLES);
  const nouns = shuffled(random, NOUNS).slice(0, 4 + random.below(16));
  const levels = 2 + random.below(4);
  const fanOut = 1 + random.below(random.next() < 0.2 ? 10 : 5);
  let below: Endpoint[] = [];
  const reachable: Endpoint[] = [];
  for (let level = levels; level > 0; level--) {
    const here = nouns.filter((_, index) => index % levels === level - 1);
    const endpoints = here.flatMap((noun) =>
      serviceEndpoints(noun, style, [...below, ...reachable], fanOut, random),
    );
    reachable.push(...below);
    below = endpoints.length > 0 ? endpoints : below;
  }
  const gateway = pick(random, ['gateway', 'api-gateway', 'edge', 'web', 'bff', 'frontend']);
  const entries = below.map((endpoint) => entryPoint(gateway, endpoint, [...below, ...reachable], random));
  return { draw: (traceRandom) => [drawEndpoint(pick(traceRandom, entries), traceRandom, 0)] };
}

function serviceEndpoints(
  noun: string,
  style: (noun: string) => string,
  others: readonly Endpoint[],
  fanOut: number,
  random: Random,
): Endpoint[] {
  const service = style(noun);
  const stores = storesOf(service, noun, random);
  const type: CallType = random.next() < 0.7 ? 'rpc' : 'http';
  return shuffled(random, VERBS)
    .slice(0, 1 + random.below(3))
    .map((verb) => ({
      type,
      service,
      operation: type === 'http' ? `${httpMethod(verb)} /${noun}s` : capital(verb) + capital(noun),
      median: 2e6 * Math.exp(random.normal()),
      steps: [...storeSteps(stores, random), ...callSteps(others, fanOut, random)],
    }));
}

interface Stores {
  readonly cache?: string;
  readonly db?: string;
  readonly queue?: string;
}

function storesOf(service: string, noun: string, random: Random): Stores {
  return {
    ...(random.next() < 0.4 ? { cache: pick(random, [`${service}-cache`, `${noun}-redis`, 'redis']) } : {}),
    ...(random.next() < 0.7
      ? { db: pick(random, [`${service}-db`, `${noun}-db`, `${noun}-mongo`, `${noun}s-postgres`]) }
      : {}),
    ...(random.next() < 0.25 ? { queue: pick(random, ['kafka', `${noun}-events`, 'events']) } : {}),
  };
}

function storeSteps(stores: Stores, random: Random): Step[] {
  const steps: Step[] = [];
  const leaf = (type: CallType, service: string, operation: string, median: number, probability: number) =>
    steps.push({
      endpoint: { type, service, operation, median, steps: [] },
      probability,
      maxRepeat: 1,
      overlaps: false,
    });
  if (stores.cache) leaf('cache', stores.cache, 'GET', 0.4e6, 1);
  if (stores.db)
    leaf('db', stores.db, pick(random, ['SELECT', 'INSERT', 'UPDATE']), 3e6, stores.cache ? 0.4 : 1);
  if (stores.cache && stores.db && random.next() < 0.5) leaf('cache', stores.cache, 'SET', 0.4e6, 0.4);
  if (stores.queue && random.next() < 0.5) leaf('send', stores.queue, 'publish', 1e6, 0.9);
  return steps;
}

function callSteps(others: readonly Endpoint[], fanOut: number, random: Random): Step[] {
  const count = Math.min(others.length, random.below(fanOut + 1));
  const parallel = random.next() < 0.3;
  return shuffled(random, others)
    .slice(0, count)
    .map((endpoint, index) => ({
      endpoint,
      probability: random.next() < 0.7 ? 1 : 0.15 + 0.7 * random.next(),
      maxRepeat: random.next() < 0.08 ? 2 + random.below(5) : 1,
      overlaps: parallel && index > 0,
    }));
}

function entryPoint(
  gateway: string,
  endpoint: Endpoint,
  others: readonly Endpoint[],
  random: Random,
): Endpoint {
  const authorise = random.next() < 0.5 ? callSteps(others, 2, random) : [];
  const main: Step = { endpoint, probability: 1, maxRepeat: 1, overlaps: false };
  const path = endpoint.operation.startsWith('/') ? endpoint.operation : `/${endpoint.service}`;
  return {
    type: 'http',
    service: gateway,
    operation: `GET ${path}`,
    median: 4e6,
    steps: [...authorise, main],
  };
}

const MAX_DEPTH = 8;

function drawEndpoint(endpoint: Endpoint, random: Random, depth: number): CallNode {
  const children = depth >= MAX_DEPTH ? [] : endpoint.steps.flatMap((step) => drawStep(step, random, depth));
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

function drawStep(step: Step, random: Random, depth: number): CallNode[] {
  if (random.next() >= step.probability) return [];
  const repeat = step.maxRepeat > 1 ? 1 + random.below(step.maxRepeat) : 1;
  return [{ ...drawEndpoint(step.endpoint, random, depth + 1), repeat, overlaps: step.overlaps }];
}

function httpMethod(verb: string): string {
  if (verb === 'delete') return 'DELETE';
  return ['get', 'list', 'search', 'check', 'load'].includes(verb) ? 'GET' : 'POST';
}

const capital = (word: string): string => word.slice(0, 1).toUpperCase() + word.slice(1);
