import type { Random } from '../../../core/random.ts';
import { drawNaming, type Naming } from './naming.ts';

/** Habits of one system. */
export interface Manner {
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

export function drawManner(random: Random): Manner {
  return {
    naming: drawNaming(random),
    eagerness: 0.4 + 0.6 * random.next(),
    noise: random.next() < 0.3 ? 0.3 : 0.06,
    looping: random.next() < 0.5 ? 0.4 : 0.04,
    composing: random.next() < 0.5 ? 0.8 : 0.1,
    stores: { cache: 0.7 * random.next(), database: 0.3 + 0.7 * random.next(), queue: 0.4 * random.next() },
  };
}
