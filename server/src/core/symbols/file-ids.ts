import type { Item } from '../spec/spec.ts';
import { namesIn } from './trace-names.ts';

/** The ids that the traces of a file give, in lower case. */
export interface FileIds {
  readonly spans: ReadonlySet<string>;
  readonly traces: ReadonlySet<string>;
}

export function idsIn(items: readonly Item[]): FileIds {
  const [spans, traces] = [new Set<string>(), new Set<string>()];
  for (const item of items) {
    if (item.kind !== 'trace' || item.muted) continue;
    const { spanIds, traceIds } = namesIn(item);
    for (const { what } of spanIds) spans.add(what.value.toLowerCase());
    for (const { value } of traceIds) traces.add(value.toLowerCase());
  }
  return { spans, traces };
}
