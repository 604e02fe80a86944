import type { CallNode } from '../call-node.ts';
import { purposeOf, serves } from '../purpose.ts';
import type { Library, LibrarySystem } from './library.ts';
import { type IndexedTrace, indexOf, type LibraryTrace } from './library-index.ts';
import { wayIn } from './renaming.ts';
import { rootsOf } from './roots.ts';
import { synonymsOf } from './synonyms.ts';
import { raise, SERVICE, shareOf, type WeighedWords } from './weighed-words.ts';

/** What is known of a file and of the place in it for which inspiration is sought. */
export interface Setting {
  /** Name of the trace that is written. */
  readonly title: string;
  /** The calls around the place, entry call first. */
  readonly callers: readonly (Pick<CallNode, 'service' | 'operation'> & Partial<Pick<CallNode, 'type'>>)[];
  /** All services that the file and its neighbours name. */
  readonly services: readonly string[];
}

export interface Nearest {
  readonly system: LibrarySystem;
  /** Its trace that is most like the one that is written. */
  readonly trace: LibraryTrace;
  /** How near the system is; 0 where it has nothing in common with what is written. */
  readonly nearness: number;
}

/** How much it says that a word stands there in the file; a title shares it out among its words. */
const ASKED_OF_DOMAIN = { title: 3.5, operation: 2, caller: 1, service: 1 };
/** Once the domain is known, a title that names it says little more. */
const ASKED_OF_JOURNEY = { title: 1, operation: 2.5, caller: 0.5, service: 0 };

/** What examples of services are mostly about, for a file that says nothing known. */
const COMMONPLACE: Setting = {
  title: 'checkout',
  callers: [{ service: 'shop', operation: 'POST /orders' }],
  services: [],
};

/** How much the commonplace weighs beside what is asked. */
const PRIOR = 0.08;
/** A trace that shows something is less like one that changes something, one that creates it less like one that removes it. */
const OTHER_PURPOSE = 0.4;
/** What follows a message is not what follows a request. */
const OTHER_WAY = 0.25;
/** What a journey is worth that shares no word, so that how it begins counts then, too. */
const SOME = 1;

/**
 * The trace of the library that is told in the words of `setting`, rarer words counting more: first the system whose domain
 * it is, then its journey. Undefined where the library is empty.
 */
export function nearestTrace(library: Library, setting: Setting): Nearest | undefined {
  const { traces } = indexOf(library);
  const [prior, nearness, journey] = [
    priorOf(library),
    nearnessOf(library, setting),
    journeyOf(library, setting),
  ];
  const domain = best(traces, (trace) => nearness(trace) + prior(trace));
  if (!domain) return undefined;
  const { system } = domain.one;
  const purpose = purposeFits(setting);
  const found = best(
    traces.filter((one) => one.system === system),
    (trace) => journey(trace) + wayFits(setting, trace) * purpose(trace) * prior(trace),
  );
  return found && { system, trace: found.one.trace, nearness: domain.score };
}

/**
 * Journeys of all systems, one of each: those first that are most like what is written, whatever the domain.
 * @param isDeclared the services are those that the file says it has, not those that its other traces call, which say nothing of
 *   what this one is about
 */
export function likestJourneys(
  library: Library,
  setting: Setting,
  most: number,
  isDeclared: boolean,
): readonly Nearest[] {
  const { traces } = indexOf(library);
  const nearness = nearnessOf(library, setting);
  const [domain, journey] = [
    isDeclared ? nearness : domainOf(library, nearness),
    journeyOf(library, setting),
  ];
  const rated = traces
    .map((one) => ({ ...one, nearness: journey(one) + DOMAIN * domain(one) }))
    .sort((a, b) => b.nearness - a.nearness);
  const systems = new Set<LibrarySystem>();
  return rated
    .filter(({ system }) => systems.size < systems.add(system).size)
    .slice(0, most)
    .map(({ system, trace, nearness: near }) => ({ system, trace, nearness: near }));
}

/** The same words, and others for the same things, which say less. */
function withSynonyms(asked: WeighedWords): WeighedWords {
  const words = new Map(asked);
  for (const [word, weight] of asked) raise(words, synonymsOf(word), SYNONYM * weight);
  return words;
}

const SYNONYM = 0.4;

/** What the domain says beside the journey, where services are told by others anyway. */
const DOMAIN = 0.2;

/** How near traces are by all that is known of a file. */
function nearnessOf(library: Library, setting: Setting): (trace: IndexedTrace) => number {
  const { rarity } = indexOf(library);
  const asked = askedWords(setting, ASKED_OF_DOMAIN);
  const purpose = purposeFits(setting);
  return (trace) => purpose(trace) * likeness(asked, wholeOf(trace), rarity);
}

/** How near systems are by their nearest trace. */
function domainOf(
  library: Library,
  nearness: (trace: IndexedTrace) => number,
): (trace: IndexedTrace) => number {
  const nearest = new Map<LibrarySystem, number>();
  for (const one of indexOf(library).traces)
    nearest.set(one.system, Math.max(nearest.get(one.system) ?? 0, nearness(one)));
  return ({ system }) => nearest.get(system) ?? 0;
}

/** How near they are by their own words and by how they begin. */
function journeyOf(library: Library, setting: Setting): (trace: IndexedTrace) => number {
  const asked = withSynonyms(askedWords({ ...setting, services: [] }, ASKED_OF_JOURNEY));
  const { rarity } = indexOf(library);
  const purpose = purposeFits(setting);
  return (trace) => wayFits(setting, trace) * purpose(trace) * (SOME + likeness(asked, ownOf(trace), rarity));
}

/** Whether any word of `text` stands in the library, which may then have something to tell of it. */
export function speaksOf(library: Library, text: string): boolean {
  const { rarity } = indexOf(library);
  return [...rootsOf(text)].some((word) => rarity.has(word));
}

function best<T>(
  all: readonly T[],
  scoreOf: (one: T) => number,
): { readonly one: T; readonly score: number } | undefined {
  let found: { readonly one: T; readonly score: number } | undefined;
  for (const one of all) {
    const score = scoreOf(one);
    if (!found || score > found.score) found = { one, score };
  }
  return found;
}

function purposeFits({ callers }: Setting): (trace: IndexedTrace) => number {
  const asked = purposeOf(callers[0]?.operation);
  return ({ purpose }) => {
    const isOther = (asked === 'reads') !== (purpose === 'reads') || !serves(asked, purpose);
    return isOther ? OTHER_PURPOSE : 1;
  };
}

function wayFits({ callers: [entry] }: Setting, { trace }: IndexedTrace): number {
  const [told] = trace.roots;
  return !entry?.type || !told || wayIn({ type: entry.type }) === wayIn(told) ? 1 : OTHER_WAY;
}

/** How much a word weighs in the trace itself. */
function ownOf({ calls, headings }: IndexedTrace): (word: string) => number {
  return (word) => (calls.get(word) ?? 0) + (headings.get(word) ?? 0);
}

/** And where its system speaks for it, too. */
function wholeOf({ calls, headings, domain }: IndexedTrace): (word: string) => number {
  return (word) => Math.max(calls.get(word) ?? 0, domain.get(word) ?? 0) + (headings.get(word) ?? 0);
}

/** What the shared words weigh, times the share of the asked words that are found: one rare word is no domain. */
function likeness(asked: WeighedWords, told: (word: string) => number, rarity: WeighedWords): number {
  let [score, found, all] = [0, 0, 0];
  for (const [word, weight] of asked) {
    const says = rarity.get(word);
    if (says === undefined) continue;
    all += weight;
    const here = told(word);
    if (here > 0) found += weight;
    score += weight * here * says;
  }
  return all === 0 ? 0 : (score * found) / all;
}

function askedWords({ title, callers, services }: Setting, weights: typeof ASKED_OF_DOMAIN): WeighedWords {
  const asked = new Map<string, number>();
  const heading = rootsOf(title);
  for (const service of services) raise(asked, rootsOf(service), weights.service, SERVICE);
  for (const { service } of callers) raise(asked, rootsOf(service), weights.caller);
  for (const { operation } of callers) raise(asked, rootsOf(operation ?? ''), weights.operation);
  raise(asked, heading, shareOf(weights.title, heading));
  return asked;
}

const PRIORS = new WeakMap<Library, ReadonlyMap<IndexedTrace, number>>();

/** How much each trace weighs for being commonplace. */
function priorOf(library: Library): (trace: IndexedTrace) => number {
  const known = PRIORS.get(library) ?? priorsIn(library);
  PRIORS.set(library, known);
  return (trace) => known.get(trace) ?? 0;
}

function priorsIn(library: Library): ReadonlyMap<IndexedTrace, number> {
  const { traces, rarity } = indexOf(library);
  const commonplace = askedWords(COMMONPLACE, ASKED_OF_DOMAIN);
  return new Map(traces.map((trace) => [trace, PRIOR * likeness(commonplace, wholeOf(trace), rarity)]));
}
