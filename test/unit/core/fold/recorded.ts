import { foldSpans } from '../../../../server/src/core/fold/fold.ts';
import { Problems } from '../../../../server/src/core/fold/problems.ts';
import type { AttributeValue, RecordedSpan } from '../../../../server/src/core/fold/span.ts';
import { printSpec } from '../../../../server/src/core/print/print.ts';
import type { SpanKind } from '../../../../server/src/core/spec/spec.ts';

/** A span in short; times are microseconds from the start of the trace. */
export interface Sketch {
  readonly id?: string;
  readonly parent?: string;
  readonly trace?: string;
  readonly service?: string;
  readonly kind?: SpanKind;
  readonly name?: string;
  readonly at?: number;
  readonly lasts?: number;
  readonly attributes?: Readonly<Record<string, AttributeValue>>;
  readonly status?: RecordedSpan['status'];
  readonly links?: readonly string[];
  readonly events?: RecordedSpan['events'];
  readonly follows?: boolean;
  readonly scope?: string;
}

const START = 1_700_000_000_000_000_000n;

export function recorded(sketch: Sketch): RecordedSpan {
  const start = START + BigInt(Math.round((sketch.at ?? 0) * 1000));
  const traceId = sketch.trace ?? '0af7651916cd43dd8448eb211c80319c';
  return {
    traceId,
    spanId: sketch.id ?? 'a',
    ...(sketch.parent === undefined ? {} : { parentId: sketch.parent }),
    follows: sketch.follows ?? false,
    kind: sketch.kind ?? 'internal',
    resource: { service: sketch.service ?? 'shop', attributes: [] },
    ...(sketch.scope === undefined ? {} : { scope: { name: sketch.scope, attributes: [] } }),
    name: sketch.name ?? 'work',
    start,
    end: start + BigInt(Math.round((sketch.lasts ?? 1000) * 1000)),
    status: sketch.status ?? { code: 'unset' },
    attributes: Object.entries(sketch.attributes ?? {}).map(([key, value]) => ({ key, value })),
    events: sketch.events ?? [],
    links: (sketch.links ?? []).map((spanId) => ({ traceId, spanId, attributes: [] })),
  };
}

/** The file that the spans fold into, without the comments. */
export function folded(...sketches: readonly Sketch[]): string {
  const { spec } = foldSpans(sketches.map(recorded), 'test.json', new Problems());
  return printSpec(spec)
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .join('\n');
}

/** The lines of the only trace, without the indentation of its body. */
export function lines(...sketches: readonly Sketch[]): string {
  return folded(...sketches)
    .split('\n')
    .slice(1, -1)
    .map((line) => line.slice(2))
    .join('\n');
}

/** A text block without its common indentation. */
export function block(text: string): string {
  const rows = text.replace(/^\n|\n *$/g, '').split('\n');
  const indent = Math.min(...rows.filter((row) => row.trim() !== '').map((row) => row.search(/\S/)));
  return rows.map((row) => row.slice(indent)).join('\n');
}
