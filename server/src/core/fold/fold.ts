import { makeSpec, makeTrace } from '../spec/make.ts';
import type { Item, Spec, TraceItem } from '../spec/spec.ts';
import { spellDatetime } from '../spec/spell.ts';
import { amount } from '../text/amount.ts';
import { type Timeline, timelineOf } from './clock.ts';
import { countDropped, type DroppedCounts, droppedText } from './dropped.ts';
import type { Line } from './lines.ts';
import { nestLines } from './nest.ts';
import type { Problems } from './problems.ts';
import type { RecordedSpan } from './span.ts';
import { buildTree, groupByTrace } from './span-tree.ts';
import { tidy } from './tidy.ts';
import { toStatements } from './to-statements.ts';

/** Recorded traces as a spec, and what that left out. */
export interface Folded {
  readonly spec: Spec;
  readonly traces: number;
  readonly spans: number;
  readonly dropped: DroppedCounts;
}

/**
 * Folds spans into the call lines that stand for them: types, callees, operations, times and status; one trace item for
 * each trace, in the file's order. Linear in the number of spans but for the sorting of siblings.
 * @param source the file and its format, for the comment at the head.
 */
export function foldSpans(recorded: Iterable<RecordedSpan>, source: string, problems: Problems): Folded {
  const spans = Array.from(recorded, withTidyName);
  const traces = Array.from(groupByTrace(spans).values(), (members) => foldTrace(members, problems));
  const dropped = countDropped(
    spans,
    traces.reduce((sum, { keptLinks }) => sum + keptLinks, 0),
  );
  const rounded = traces.some(({ timeline }) => timeline.rounded);
  const head = headComments({ source, traces: traces.length, spans: spans.length, dropped, rounded });
  const names = new Map<string, number>();
  const items = traces.map((trace, index): Item => itemOf(trace, names, index === 0 ? [...head, ''] : ['']));
  return { spec: makeSpec(items), traces: traces.length, spans: spans.length, dropped };
}

function withTidyName(span: RecordedSpan): RecordedSpan {
  const name = tidy(span.name);
  return name === span.name ? span : { ...span, name };
}

interface FoldedTrace {
  readonly id: string;
  readonly root: Line;
  readonly timeline: Timeline;
  readonly keptLinks: number;
  readonly spans: number;
}

function foldTrace(spans: readonly RecordedSpan[], problems: Problems): FoldedTrace {
  const roots = buildTree(spans, problems);
  const timeline = timelineOf(roots, spans, problems);
  const { root, keptLinks } = nestLines(roots, timeline, problems);
  return { id: spans[0]?.traceId ?? '', root, timeline, keptLinks, spans: spans.length };
}

function itemOf(trace: FoldedTrace, names: Map<string, number>, leading: readonly string[]): TraceItem {
  const name = uniqueName(nameOf(trace.root), names);
  const item = makeTrace({ name, body: toStatements(trace.root) });
  return { ...item, leading: [...leading, `# ${describe(trace)}`] };
}

/** What the trace was asked for: the operation of its first entry. */
function nameOf({ body }: Line): string {
  const entry = body.reduce<Line | undefined>(
    (first, line) => (first !== undefined && first.start <= line.start ? first : line),
    undefined,
  );
  return entry?.operation || entry?.callee || 'trace';
}

function uniqueName(name: string, used: Map<string, number>): string {
  const rank = (used.get(name) ?? 0) + 1;
  used.set(name, rank);
  return rank === 1 ? name : `${name} #${rank}`;
}

function describe({ id, timeline, spans }: FoldedTrace): string {
  const started = timeline.start < FIRST_DATE ? '' : spellDatetime(timeline.start);
  return [
    `Trace ${tidy(id) || 'without id'}`,
    ...(started === '' ? [] : [`started ${started}`]),
    amount(spans, 'span'),
  ].join(', ');
}

/** Tests and examples count from 0 or so; that is no date. */
const FIRST_DATE = BigInt(Date.UTC(2000)) * 1_000_000n;

interface Summary {
  readonly source: string;
  readonly traces: number;
  readonly spans: number;
  readonly dropped: DroppedCounts;
  readonly rounded: boolean;
}

function headComments({ source, traces, spans, dropped, rounded }: Summary): readonly string[] {
  const lost = droppedText(dropped);
  return [
    `# Imported from ${tidy(source)}: ${amount(traces, 'trace')}, ${amount(spans, 'span')}.`,
    ...(lost === '' ? [] : [`# Dropped: ${lost}.`]),
    ...(rounded ? ['# Times are rounded to microseconds.'] : []),
  ];
}
