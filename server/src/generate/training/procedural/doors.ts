import { pick, type Random, shuffled } from '../../../core/random.ts';
import type { AskedFor, Endpoint, Service } from './endpoint.ts';
import type { Manner } from './manner.ts';
import { callStep, callSteps, withRepeats } from './steps.ts';

const DOORS = ['gateway', 'api-gateway', 'edge', 'web', 'bff', 'frontend', 'ingress', 'nginx', 'mobile-api'];
/** Asked before anything else is done for a user. */
const GUARDS = new Set(['auth', 'session', 'token', 'permission', 'user', 'rate limit']);

/** Where users come in: one service that asks others for all that a page shows. */
interface Door {
  readonly name: string;
  readonly guards: readonly Service[];
  /** What every page of a system shows beside its own matter: a basket, a currency, a banner. */
  readonly everywhere: readonly Service[];
  readonly services: readonly Service[];
  readonly manner: Manner;
}

/** What users ask for: most of all the services that no other calls. */
export function entryPoints(services: readonly Service[], manner: Manner, random: Random): Endpoint[] {
  const door = drawDoor(services, manner, random);
  const behind = services.slice(Math.floor(services.length / 3));
  return shuffled(random, behind)
    .slice(0, 3 + random.below(6))
    .flatMap((service) => service.endpoints.slice(0, 2).map((asked) => ({ service, asked })))
    .map(({ service, asked }) => entryPoint(door, service, asked, random));
}

function drawDoor(services: readonly Service[], manner: Manner, random: Random): Door {
  const name = pick(random, DOORS);
  const guard = services.find(({ concept }) => GUARDS.has(concept.words.join(' ')));
  const guards = guard !== undefined && random.next() < 0.6 ? [guard] : [];
  const everywhere =
    random.next() < manner.composing ? shuffled(random, services).slice(0, 1 + random.below(3)) : [];
  return { name, guards, everywhere, services, manner };
}

function entryPoint(door: Door, service: Service, asked: AskedFor, random: Random): Endpoint {
  const { name, guards, manner } = door;
  const aside = shownAside(door, service, random);
  const asking = guards.filter((each) => each !== service);
  const before = callSteps(asking, 'verify', random);
  const own = { ...callStep(asked.endpoint, false, random), probability: 1 };
  const page = [own, ...callSteps(aside, asked.verb, random)];
  return {
    type: 'http',
    service: name,
    operation: manner.naming.route(asked.verb, service.concept.words),
    median: 4e6,
    steps: [...before, ...withRepeats(page, manner, random)],
  };
}

/** What a page shows beside what it is about. */
function shownAside({ everywhere, services, manner }: Door, about: Service, random: Random): Service[] {
  const related = random.next() < manner.composing ? relatedTo(about, services) : [];
  const strangers = random.next() < 0.2 ? shuffled(random, services).slice(0, 1 + random.below(3)) : [];
  const all = new Set([...everywhere, ...related, ...strangers]);
  return shuffled(random, [...all]).filter((other) => other !== about);
}

/** Whom a service calls, and who is called with it. */
function relatedTo({ concept }: Service, services: readonly Service[]): readonly Service[] {
  const name = concept.words.join(' ');
  return services.filter(
    (other) => concept.calls.includes(other.concept.words.join(' ')) || other.concept.calls.includes(name),
  );
}
