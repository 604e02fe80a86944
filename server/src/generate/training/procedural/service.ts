import { pick, type Random, shuffled } from '../../../core/random.ts';
import type { Concept } from './concepts.ts';
import type { AskedFor, Service } from './endpoint.ts';
import type { Manner } from './manner.ts';
import { isRead } from './naming.ts';
import { callSteps, withRepeats } from './steps.ts';
import { type Stores, storeSteps, storesOf } from './stores.ts';

export function serviceOf(
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
