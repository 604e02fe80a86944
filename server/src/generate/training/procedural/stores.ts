import { pick, type Random } from '../../../core/random.ts';
import type { CallType } from '../../../core/spec/spec.ts';
import type { Step } from './endpoint.ts';
import type { Manner } from './manner.ts';
import { isRead } from './naming.ts';

export interface Stores {
  readonly cache?: string;
  readonly database?: string;
  readonly queue?: string;
}

export function storesOf(words: readonly string[], { naming, stores }: Manner, random: Random): Stores {
  return {
    ...(random.next() < stores.cache ? { cache: naming.cache(words) } : {}),
    ...(random.next() < stores.database ? { database: naming.database(words) } : {}),
    ...(random.next() < stores.queue ? { queue: naming.queue(words) } : {}),
  };
}

const CACHE_READS = ['GET', 'GET', 'HGET', 'MGET', 'MmcGet'];
const CACHE_WRITES = ['SET', 'SET', 'DEL', 'HSET', 'EXPIRE'];

export function storeSteps(
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
