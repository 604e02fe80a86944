import { flattenTrace, isCallOrSpan } from '../schedule/flat-trace.ts';
import { moveOf } from '../spec/moved.ts';
import type { Pieces } from '../spec/pieces.ts';
import type { Link, Text, TraceItem } from '../spec/spec.ts';

/** The labels and ids of one trace, in text order; kept for as long as the trace does not change. */
export interface TraceNames {
  /** Given by `as`. */
  readonly labels: readonly Text[];
  /** `link NAME` and `parent NAME`. */
  readonly labelUses: readonly Text[];
  readonly links: readonly Owned<Pick<Link, 'byId' | 'target'>>[];
  readonly spanIds: readonly Owned<Text>[];
  /** `parent ID` of calls and spans, labels left out. */
  readonly parents: readonly Owned<Text>[];
  readonly traceIds: readonly Text[];
}

/** Something with the index of the step (in `FlatTrace.steps`) on or in which it stands. */
export interface Owned<T> {
  readonly what: T;
  readonly owner: number;
}

const known = new WeakMap<TraceItem, TraceNames>();

export function namesIn(trace: TraceItem): TraceNames {
  const found = known.get(trace);
  if (found !== undefined) return found;
  const move = moveOf(trace);
  const names = move === undefined ? collect(trace) : moved(namesIn(move.from), move.pieces);
  known.set(trace, names);
  return names;
}

function moved(names: TraceNames, pieces: Pieces): TraceNames {
  const text = ({ value, range }: Text): Text => ({ value, range: pieces.range(range) });
  const owned = ({ what, owner }: Owned<Text>): Owned<Text> => ({ what: text(what), owner });
  return {
    labels: names.labels.map(text),
    labelUses: names.labelUses.map(text),
    links: names.links.map(({ what, owner }) => ({ what: { ...what, target: text(what.target) }, owner })),
    spanIds: names.spanIds.map(owned),
    parents: names.parents.map(owned),
    traceIds: names.traceIds.map(text),
  };
}

/** Whether a name behind `parent` is meant as an id (which may be too short or too long), not as a label. */
function looksLikeId(text: string): boolean {
  return /^(?:[0-9][0-9a-f]*|[0-9a-f]{16}|[0-9a-f]{32})$/i.test(text);
}

interface Collected extends TraceNames {
  readonly labels: Text[];
  readonly labelUses: Text[];
  readonly links: Owned<Pick<Link, 'byId' | 'target'>>[];
  readonly spanIds: Owned<Text>[];
  readonly parents: Owned<Text>[];
  readonly traceIds: Text[];
}

function collect(trace: TraceItem): TraceNames {
  const into: Collected = { labels: [], labelUses: [], links: [], spanIds: [], parents: [], traceIds: [] };
  const flat = flattenTrace(trace);
  for (const owner of flat.named) {
    const step = flat.steps[owner];
    if (step === undefined || !isCallOrSpan(step)) continue;
    const { label, id, parent } = step.modifiers;
    if (label !== undefined) into.labels.push(label);
    if (id !== undefined) into.spanIds.push({ what: id, owner });
    if (parent !== undefined && looksLikeId(parent.value)) into.parents.push({ what: parent, owner });
    else if (parent !== undefined) into.labelUses.push(parent);
  }
  for (const { statement, owner } of flat.remarks) {
    if (statement.kind === 'trace-id') into.traceIds.push(statement.value);
    if (statement.kind !== 'link') continue;
    into.links.push({ what: statement, owner });
    if (!statement.byId) into.labelUses.push(statement.target);
  }
  return into;
}
