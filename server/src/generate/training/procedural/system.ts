import { pick, type Random } from '../../../core/random.ts';
import type { CallNode } from '../../call-node.ts';
import { chosenConcepts } from './choose-concepts.ts';
import { DOMAINS } from './concepts.ts';
import { entryPoints } from './doors.ts';
import { drawEndpoint } from './draw-trace.ts';
import type { Service } from './endpoint.ts';
import { drawManner } from './manner.ts';
import { serviceOf } from './service.ts';

/**
 * Made-up systems: random topologies with stores, fan-outs, retries, caches and queues. They teach what holds in every
 * system (a cache is asked before its database, stores are leaves, an operation calls the same services again), and that
 * names tell who calls whom: what a service is about, and what it is asked for.
 */
export interface ProceduralSystem {
  /** One concrete trace of the system. */
  draw(random: Random): CallNode[];
}

export function proceduralSystem(random: Random): ProceduralSystem {
  const manner = drawManner(random);
  const services = new Map<string, Service>();
  for (const concept of chosenConcepts(pick(random, DOMAINS), random))
    services.set(concept.words.join(' '), serviceOf(concept, services, manner, random));
  const entries = entryPoints([...services.values()], manner, random);
  return { draw: (traceRandom) => [drawEndpoint(pick(traceRandom, entries), traceRandom, 0)] };
}
