import type { CallType } from '../../core/spec/spec.ts';
import type { CallNode } from '../call-node.ts';
import { type CatalogueEntry, createCatalogue } from '../codec/catalogue.ts';
import type { Memory } from '../memory/memory.ts';
import { type Event, eventOf, NEW_SERVICE, type Prediction, unseenShare } from '../memory/next-call.ts';
import type { Knowledge } from '../scoring/knowledge.ts';
import type { Recurrence } from '../scoring/new-service.ts';

/** Traces that an editor has open; a service that they do not name is new. */
export interface Workspace {
  /** @param calls that stand beside the place that is asked about, so name their services, too */
  knowledge(calls: readonly CallNode[]): Knowledge;
  /** The memory's prediction, in which what was never seen is a call of a new service. */
  withNew(prediction: Prediction): Prediction;
}

/**
 * @param others the calls of the other traces that `memory` holds
 * @param written those of the trace at hand that it holds
 */
export function createWorkspace(
  memory: Memory,
  others: readonly CallNode[],
  written: readonly CallNode[],
): Workspace {
  const known = firstMentions([...others, ...written]);
  const newTypes = countTypes([...known.values()]);
  return {
    knowledge: (calls) => ({
      memory,
      recurrence: recurrenceIn([...written, ...calls]),
      catalogue: createCatalogue(byName(known, calls)),
    }),
    withNew: (prediction) => {
      const left = unseenShare(prediction);
      const probabilities = new Map<Event, number>(prediction.probabilities);
      for (const [type, count] of newTypes)
        probabilities.set(eventOf({ type, service: NEW_SERVICE }), (left * count) / known.size);
      return { ...prediction, probabilities };
    },
  };
}

function recurrenceIn(calls: readonly CallNode[]): Recurrence {
  const times = new Map<string, number>();
  for (const { service } of calls) times.set(service, (times.get(service) ?? 0) + 1);
  const once = [...times.values()].filter((count) => count === 1).length;
  return { once, again: calls.length - once };
}

function firstMentions(calls: readonly CallNode[]): Map<string, CatalogueEntry> {
  const entries = new Map<string, CatalogueEntry>();
  for (const { service, type } of calls) {
    if (!entries.has(service)) entries.set(service, { service, type, named: true });
  }
  return entries;
}

function countTypes(entries: readonly CatalogueEntry[]): Map<CallType, number> {
  const counts = new Map<CallType, number>();
  for (const { type } of entries) counts.set(type, (counts.get(type) ?? 0) + 1);
  return counts;
}

/** As the extension orders them, so that the head of a prompt stays the same while one types. */
function byName(
  known: ReadonlyMap<string, CatalogueEntry>,
  calls: readonly CallNode[],
): readonly CatalogueEntry[] {
  const all = new Map([...firstMentions(calls), ...known]);
  return [...all.values()].sort((a, b) => (a.service < b.service ? -1 : 1));
}
