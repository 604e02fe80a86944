import type { HostMessage } from '../../media/src/messages.ts';
import type { PackedRows } from '../../media/src/packed.ts';
import type { Row, Trace } from '../../media/src/picture.ts';
import { type PackedTrace, packTrace } from '../../server/src/core/layout/packed.ts';
import type { TraceView } from '../../server/src/core/layout/preview-model.ts';

export const DOCUMENT = 'file:///a.trace';

export function row(id: string, change: Partial<Row> = {}): Row {
  return {
    id,
    parent: -1,
    depth: 0,
    descendants: 0,
    kind: 'call',
    type: 'rpc',
    service: id,
    operation: 'Get',
    holes: [],
    start: 0,
    end: 5e6,
    estimated: false,
    written: true,
    status: 'unset',
    async: false,
    probability: 1,
    repeat: 1,
    range: { start: 0, end: 1 },
    color: 0,
    violations: [],
    ...change,
  };
}

/** `a` with `b` (which has `c`) and `d` below it, then `e`; every row is 10 characters of text. */
export function family(): readonly Row[] {
  return [
    row('a', { descendants: 3, range: { start: 0, end: 39 } }),
    row('b', { parent: 0, depth: 1, descendants: 1, range: { start: 10, end: 29 } }),
    row('c', { parent: 1, depth: 2, range: { start: 20, end: 28 } }),
    row('d', { parent: 0, depth: 1, range: { start: 30, end: 38 } }),
    row('e', { range: { start: 40, end: 48 } }),
  ];
}

export function trace(rows: readonly Row[], change: Partial<Trace> = {}): Trace {
  const graph = { width: 0, height: 0, nodes: [], edges: [] };
  return { id: 't', name: 't', range: { start: 0, end: 1e9 }, duration: 1e7, rows, graph, ...change };
}

/** As the server sends it. */
export function packed(view: Trace): PackedTrace {
  return packTrace(view as TraceView);
}

/** A picture with one thing in its rows changed. */
export function withRows(view: Trace, change: Partial<PackedRows>): PackedTrace {
  const sound = packed(view);
  return { ...sound, rows: { ...sound.rows, ...change } as PackedTrace['rows'] };
}

/** The first of `traces` is drawn, unless `shown` says another. */
export function show(
  version: number,
  traces: readonly Trace[],
  { syntaxErrors = 0, cursor, shown = traces[0] }: ShowOptions = {},
): HostMessage {
  const headings = traces.map(({ id, name, range }) => ({ id, name, range }));
  const picture = shown && packed(shown);
  return { type: 'show', uri: DOCUMENT, version, traces: headings, shown: picture, syntaxErrors, cursor };
}

interface ShowOptions {
  readonly syntaxErrors?: number;
  readonly cursor?: number;
  readonly shown?: Trace;
}
