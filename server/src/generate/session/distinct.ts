import type { Proposal } from '../generator.ts';

/** The best proposal of each wording, best first; what differs only in space is the same to the user. */
export function distinct(proposals: readonly Proposal[], most: number): readonly Proposal[] {
  const byWording = new Map<string, Proposal>();
  for (const proposal of proposals.toSorted((a, b) => b.score - a.score)) {
    const wording = proposal.text.replace(/\s+/g, ' ').trim();
    if (wording !== '' && !byWording.has(wording)) byWording.set(wording, proposal);
  }
  return [...byWording.values()].slice(0, most);
}
