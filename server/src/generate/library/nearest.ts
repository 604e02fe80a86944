import type { CallNode } from '../call-node.ts';
import { reads } from '../operations.ts';
import type { Library, LibrarySystem } from './library.ts';
import { type IndexedTrace, indexOf, type LibraryTrace } from './library-index.ts';
import { rootsOf } from './roots.ts';
import { raise, SERVICE, shareOf, type WeighedWords } from './weighed-words.ts';

/** What is known of a file and of the place in it for which inspiration is sought. */
export interface Setting {
  /** Name of the trace that is written. */
  readonly title: string;
  /** The calls around the place, entry call first. */
  readonly callers: readonly Pick<CallNode, 'service' | 'operation'>[];
  /** All services that the file and its neighbours name. */
  readonly services: readonly string[];
}

export interface Nearest {
  readonly system: LibrarySystem;
  /** Its trace that is most like the one that is written. */
  readonly trace: LibraryTrace;
}

/** How much it says that a word stands there in the file; a title shares it out among its words. */
const ASKED = { title: 3.5, operation: 2, caller: 1, service: 1 };

/** What examples of services are mostly about, for a file that says nothing known. */
const COMMONPLACE: Setting = {
  title: 'checkout',
  callers: [{ service: 'shop', operation: 'POST /orders' }],
  services: [],
};

/** How much the commonplace weighs beside what is asked. */
const PRIOR = 0.08;
/** A trace that shows something is less like one that changes something. */
const OTHER_PURPOSE = 0.5;

/**
 * The trace of the library that is told in the words of `setting`, rarer words counting more; undefined where the library
 * is empty.
 */
export function nearestTrace(library: Library, setting: Setting): Nearest | undefined {
  const { traces, rarity } = indexOf(library);
  const prior = priorOf(library);
  const asked = askedWords(setting);
  const purpose = reads(setting.callers[0]?.operation ?? '');
  let best: { readonly nearest: IndexedTrace; readonly score: number } | undefined;
  traces.forEach((nearest, index) => {
    const fits = purpose === reads(nearest.trace.roots[0]?.operation ?? '') ? 1 : OTHER_PURPOSE;
    const score = fits * likeness(asked, nearest.words, rarity) + PRIOR * (prior[index] ?? 0);
    if (!best || score > best.score) best = { nearest, score };
  });
  return best?.nearest;
}

/** What the shared words weigh, times the share of the asked words that are found: one rare word is no domain. */
function likeness(asked: WeighedWords, told: WeighedWords, rarity: WeighedWords): number {
  let [score, found, all] = [0, 0, 0];
  for (const [word, weight] of asked) {
    const says = rarity.get(word);
    if (says === undefined) continue;
    all += weight;
    const here = told.get(word) ?? 0;
    if (here > 0) found += weight;
    score += weight * here * says;
  }
  return all === 0 ? 0 : (score * found) / all;
}

function askedWords({ title, callers, services }: Setting): WeighedWords {
  const asked = new Map<string, number>();
  const heading = rootsOf(title);
  for (const service of services) raise(asked, rootsOf(service), ASKED.service, SERVICE);
  for (const { service } of callers) raise(asked, rootsOf(service), ASKED.caller);
  for (const { operation } of callers) raise(asked, rootsOf(operation ?? ''), ASKED.operation);
  raise(asked, heading, shareOf(ASKED.title, heading));
  return asked;
}

const PRIORS = new WeakMap<Library, readonly number[]>();

/** How commonplace each trace is. */
function priorOf(library: Library): readonly number[] {
  const known = PRIORS.get(library);
  if (known) return known;
  const { traces, rarity } = indexOf(library);
  const commonplace = askedWords(COMMONPLACE);
  const prior = traces.map(({ words }) => likeness(commonplace, words, rarity));
  PRIORS.set(library, prior);
  return prior;
}
