import type { Proposal } from '../generator.ts';

const TIME = /(?<=\s)\d+(?:\.\d+)?(?:ns|us|µs|ms|s|m|h)(?=\s|$)/g;

/** The first proposal of each wording, in their order, which is best first; what differs only in space and in times is the same to the user. */
export function distinct(proposals: readonly Proposal[], most: number): readonly Proposal[] {
  const byWording = new Map<string, Proposal>();
  for (const proposal of proposals) {
    const wording = proposal.text.replace(TIME, '').replace(/\s+/g, ' ').trim();
    if (wording !== '' && !byWording.has(wording)) byWording.set(wording, proposal);
  }
  return [...byWording.values()].slice(0, most);
}
