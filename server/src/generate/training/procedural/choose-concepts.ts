import { pick, type Random } from '../../../core/random.ts';
import type { Concept, Domain } from './concepts.ts';

/** Some related concepts of a domain, those that call few others first: whoever is called stands before its callers. */
export function chosenConcepts({ concepts, own }: Domain, random: Random): Concept[] {
  const size = Math.min(own.length, 5 + random.below(random.next() < 0.25 ? 32 : 16));
  const chosen = new Set<string>();
  while (chosen.size < size) choose(pick(random, own), chosen, concepts, random);
  const ranked = new Set<string>();
  for (const name of chosen) rank(name, chosen, concepts, ranked);
  return [...ranked].flatMap((name) => concepts.get(name) ?? []);
}

/** Share of the concepts called that come with the one that calls them. */
const COMPANY = 0.6;

function choose(
  first: string,
  chosen: Set<string>,
  concepts: ReadonlyMap<string, Concept>,
  random: Random,
): void {
  const open = [first];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (chosen.has(name)) continue;
    chosen.add(name);
    open.push(...(concepts.get(name)?.calls ?? []).filter(() => random.next() < COMPANY));
  }
}

/** Puts `name` behind all that it calls; of a circle, whoever was met first stands last. */
function rank(
  name: string,
  chosen: ReadonlySet<string>,
  concepts: ReadonlyMap<string, Concept>,
  ranked: Set<string>,
): void {
  const under = new Set<string>();
  const visit = (each: string) => {
    if (ranked.has(each) || under.has(each) || !chosen.has(each)) return;
    under.add(each);
    for (const callee of concepts.get(each)?.calls ?? []) visit(callee);
    ranked.add(each);
  };
  visit(name);
}
