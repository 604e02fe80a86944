import { END, type Event, eventOf } from '../../memory/next-call.ts';
import type { Distribution } from '../../mixture/mixture.ts';
import { contextAt, type WrittenContext } from '../../scoring/knowledge.ts';
import { forEach, nextEvents } from '../predictors.ts';
import type { Site } from '../site.ts';
import type { Row } from './row.ts';

/**
 * The callee from a catalogue of names alone: path, operations and earlier siblings are true, no other layer is known.
 * Traces of a system ask the same again and again; each different question counts once.
 */
export const calleeByName: Row = nameRow('names', (rank) => Number(rank === 1));

/** The same by mean reciprocal rank. */
export const calleeRank: Row = nameRow('names-mrr', (rank) => 1 / rank);

function nameRow(name: string, credit: (rank: number) => number): Row {
  return {
    name,
    places: 'names',
    withoutTraces: true,
    ask: async (site) => {
      const index = site.random.below(site.layer.calls.length);
      const truth = site.layer.calls[index]?.service;
      if (truth === undefined) return undefined;
      const context = contextAt(site.layer, index);
      const expected = await nextEvents(site.model, site.namesAlone, context);
      const outcome = forEach((predictor) => credit(rankOf(truth, services(expected[predictor]), site)));
      return { outcome, question: questionOf(context, truth) };
    },
  };
}

function questionOf({ path, before }: WrittenContext, truth: string): string {
  const callers = path.map(({ service, operation }) => `${service} ${operation ?? ''}`);
  return [...callers, ...before.map(eventOf), truth].join('\n');
}

function services(distribution: Distribution): Map<string, number> {
  const shares = new Map<string, number>();
  for (const [event, share] of distribution) {
    if (event === END) continue;
    const service = serviceOf(event);
    shares.set(service, (shares.get(service) ?? 0) + share);
  }
  return shares;
}

const serviceOf = (event: Event): string => event.slice(event.indexOf(' ') + 1);

/** 1 is the first; services of equal share, those never thought of among them, stand in the middle of their places. */
function rankOf(truth: string, shares: ReadonlyMap<string, number>, { namesAlone }: Site): number {
  const own = shares.get(truth) ?? 0;
  const all = namesAlone.catalogue.entries.map(({ service }) => shares.get(service) ?? 0);
  const better = all.filter((share) => share > own).length;
  const equal = all.filter((share) => share === own).length;
  return better + (equal + 1) / 2;
}
