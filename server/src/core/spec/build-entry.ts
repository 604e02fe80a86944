import { CLAUSES } from './build-clause.ts';
import { buildBroken } from './build-modifiers.ts';
import * as scenario from './build-scenario.ts';
import * as service from './build-service.ts';
import * as trace from './build-trace.ts';
import { type Cst, rangeOf, textOf } from './cst.ts';
import { defined } from './defined.ts';
import { type Entry, isClosed } from './kinds.ts';

type Build = (cst: Cst, source: string) => Entry;

/** By the grammar's names, everything that may stand on a line of its own. */
const BUILDERS: ReadonlyMap<string, Build> = new Map<string, Build>([
  ['service', service.buildService],
  ['latency', service.buildLatency],
  ['trace', trace.buildTrace],
  ['scenario', scenario.buildScenario],
  ['schema', service.buildSchema],
  ['scope', service.buildScope],
  ['attribute', service.buildAttribute],
  ['dropped', service.buildDropped],
  ['latency_rule', service.buildLatencyRule],
  ['call', trace.buildCall],
  ['unknown_statement', trace.buildCall],
  ['unknown_block', trace.buildPar],
  ['span', trace.buildSpan],
  ['par', trace.buildPar],
  ['repeat', trace.buildRepeat],
  ['choose', trace.buildChoose],
  ['alternative', buildAlternative],
  ['on_error', trace.buildOnError],
  ['subtree_hole', trace.buildSubtreeHole],
  ['event', trace.buildEvent],
  ['throw', trace.buildThrow],
  ['link', trace.buildLink],
  ['require', trace.buildRequire],
  ['broken', buildBroken],
  ['trace_id', trace.buildTraceId],
  ['trace_start', trace.buildTraceStart],
  ['mix', scenario.buildMix],
  ['period', scenario.buildPeriod],
  ['arrivals', scenario.buildArrivals],
  ['fault', scenario.buildFault],
  ['fault_rule', scenario.buildFaultRule],
  ['fill', scenario.buildFill],
  ['export', scenario.buildExport],
  ['send', scenario.buildSend],
  ['muted', buildMuted],
  ...CLAUSES,
]);

export function isEntryType(type: string): boolean {
  return BUILDERS.has(type);
}

/** The entry that `cst` is; what nothing can be made of stays as text. */
export function buildEntry(cst: Cst, source: string): Entry {
  const build = BUILDERS.get(cst.type);
  if (build === undefined) return { kind: 'unreadable', range: rangeOf(cst), text: textOf(cst, source) };
  const entry = build(cst, source);
  const surroundings = blockTrivia(cst);
  const verbatim = cst.type === 'muted' ? undefined : verbatimOf(cst, entry, source);
  if (surroundings === undefined && verbatim === undefined) return entry;
  return { ...entry, ...surroundings, ...(verbatim === undefined ? {} : { verbatim }) };
}

function blockTrivia({ block }: Cst): Pick<Entry, 'comment' | 'inner' | 'unclosed'> | undefined {
  if (block === undefined) return undefined;
  const { comment, inner, unclosed } = block;
  if (comment === undefined && inner === undefined && unclosed === undefined) return undefined;
  return defined({ comment, inner, unclosed });
}

/** The text to keep where the entry does not say all that was written. */
function verbatimOf(cst: Cst, entry: Entry, source: string): string | undefined {
  const isWhole = isClosed(entry);
  if (
    isWhole &&
    cst.block?.entries.some((inside) => inside.kind === 'unreadable' || inside.verbatim !== undefined)
  ) {
    return textOf(cst, source).trimEnd();
  }
  if (!cst.damaged && !hasDuplicates(entry)) return undefined;
  // What begins with something missing begins before the blanks.
  return source.slice(cst.start, isWhole ? cst.end : headEnd(cst)).trim();
}

function hasDuplicates(entry: Entry): boolean {
  return (entry.kind === 'call' || entry.kind === 'span') && entry.modifiers.duplicates !== undefined;
}

/** Where the block begins, or the statement that a share stands before. */
function headEnd(cst: Cst): number {
  return cst.block?.range.start ?? (cst.type === 'alternative' ? nestedIn(cst)?.start : undefined) ?? cst.end;
}

function nestedIn(cst: Cst): Cst | undefined {
  return cst.children.find((child) => isEntryType(child.type));
}

function buildAlternative(cst: Cst, source: string): Entry {
  const nested = nestedIn(cst);
  return trace.buildAlternative(cst, source, nested === undefined ? undefined : buildEntry(nested, source));
}

function buildMuted(cst: Cst, source: string): Entry {
  const nested = nestedIn(cst);
  if (nested === undefined || cst.damaged)
    return { kind: 'unreadable', range: rangeOf(cst), text: textOf(cst, source) };
  return { ...buildEntry(nested, source), muted: true, range: rangeOf(cst) };
}
