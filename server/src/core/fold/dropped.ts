import { amount } from '../text/amount.ts';
import type { RecordedSpan, Resource, Scope } from './span.ts';

/** What the spans held that a call line has no place for. Attributes of a shared resource count once. */
export interface DroppedCounts {
  readonly attributes: number;
  readonly events: number;
  readonly links: number;
}

export function countDropped(spans: readonly RecordedSpan[], keptLinks: number): DroppedCounts {
  const shared = new Set<Resource | Scope>();
  let [attributes, events, links] = [0, 0, -keptLinks];
  for (const span of spans) {
    shared.add(span.resource);
    if (span.scope !== undefined) shared.add(span.scope);
    attributes += span.attributes.length;
    events += span.events.length;
    links += span.links.length;
  }
  for (const origin of shared) attributes += origin.attributes.length;
  return { attributes, events, links };
}

/** `812 attributes, 14 events, 1 link`; empty where nothing was dropped. */
export function droppedText({ attributes, events, links }: DroppedCounts): string {
  const counts = [
    [attributes, 'attribute'],
    [events, 'event'],
    [links, 'link'],
  ] as const;
  return counts.flatMap(([count, noun]) => (count === 0 ? [] : [amount(count, noun)])).join(', ');
}
