import type { Conditions } from '../../core/constraints/conditions.ts';
import { conditionsAt } from '../../core/constraints/conditions-at.ts';
import type { Statement } from '../../core/spec/spec.ts';
import type { CallNode } from '../call-node.ts';
import type { Budget } from '../decoder/budget.ts';
import { decodeSubtree } from '../decoder/decode-subtree.ts';
import { RuleState } from '../decoder/rule-state.ts';
import type { TypedCall } from '../decoder/typed-call.ts';
import type { GenerateOptions, Proposal, Snapshot } from '../generator.ts';
import { type CursorLine, cursorLine, typedCall } from './cursor-line.ts';
import { attemptAt, type Decoding, unlessDeadEnd } from './decoding.ts';
import { layerAt } from './layer-at.ts';
import { type Place, placeAt } from './place.ts';
import { renderCalls } from './render.ts';

/** More than a reader takes in at a glance helps nobody, whatever the constraints allow. */
const MOST_CALLS = 24;
const MOST_LEVELS = 5;
/** What the second and further candidates are drawn with, where the options say 0. */
const VARIED_TEMPERATURE = 0.8;

export interface ProposeOptions extends GenerateOptions {
  readonly candidates: number;
}

/** Proposals for the next call with its subtree; the first is the likeliest, further ones differ from it. */
export async function propose(
  decoding: Decoding,
  snapshot: Snapshot,
  offset: number,
  options: ProposeOptions,
): Promise<Proposal[]> {
  const site = siteAt(snapshot, offset);
  if (!site) return [];
  const proposals = new Map<string, Proposal>();
  for (let candidate = 0; candidate < options.candidates; candidate++) {
    const temperature =
      candidate === 0 ? options.temperature : Math.max(options.temperature, VARIED_TEMPERATURE);
    const choice = { temperature, seed: `${options.seed}/${candidate}` };
    const proposal = await proposeOne(decoding, snapshot, site, choice);
    if (proposal && !proposals.has(proposal.text)) proposals.set(proposal.text, proposal);
  }
  return [...proposals.values()];
}

/** Where a call is to be proposed, and under which conditions. */
interface Site {
  readonly line: CursorLine;
  readonly offset: number;
  readonly place: Place;
  readonly conditions: Conditions;
  readonly typed: TypedCall;
  /** The half-typed line as the parser read it. */
  readonly open?: Statement;
}

function siteAt({ text, spec }: Snapshot, offset: number): Site | undefined {
  const place = placeAt(spec, offset);
  if (!place) return undefined;
  const before = place.body[place.index - 1];
  const line = cursorLine(text, offset, isComplete(before, offset, text));
  const typed = line && typedCall(line);
  if (!line || !typed) return undefined;
  const open =
    line.kind === 'typing' ? place.body.find((statement) => statement.range.end > line.start) : undefined;
  const settled = open ? { ...place, index: place.body.indexOf(open) } : place;
  const conditions = conditionsAt(spec, settled.trace, { path: settled.path, index: settled.index });
  if (conditions.impossible || conditions.calls.max < 1 || conditions.depth.max < 1) return undefined;
  return { line, offset, place: settled, conditions, typed, ...(open ? { open } : {}) };
}

/** A statement that says more than type and callee is done; the next call goes on a line of its own. */
function isComplete(statement: Statement | undefined, offset: number, text: string): boolean {
  if (!statement || text.slice(statement.range.end, offset).trim() !== '') return false;
  if (text.slice(statement.range.start, statement.range.end).includes('\n')) return true;
  return statement.kind !== 'unreadable' && (statement.kind !== 'call' || statement.operation !== undefined);
}

async function proposeOne(
  decoding: Decoding,
  { spec }: Snapshot,
  site: Site,
  choice: { readonly temperature: number; readonly seed: string },
): Promise<Proposal | undefined> {
  const { place, conditions, line, open } = site;
  const attempt = attemptAt(decoding, spec, place, { ...choice, ...(open ? { open } : {}) });
  const layer = layerAt(spec, place);
  const task = {
    path: layer.path,
    before: layer.before,
    budget: proposalBudget(conditions, layer.before.length === 0 || line.kind === 'typing'),
    rules: new RuleState(conditions),
    time: conditions.time.max,
    placement: layer.together ? ('par' as const) : ('sequence' as const),
    width: 1,
    settles: false,
    wishes: {},
    typed: site.typed,
  };
  const calls = await unlessDeadEnd(decodeSubtree(attempt.start, task, attempt.around));
  if (!calls || calls.length === 0) return undefined;
  const insertion = insertionOf(line, site.offset, calls, layer.together);
  return insertion && { ...insertion, score: attempt.score() };
}

/** One call and what is below it; the model may also find that the layer is complete. */
function proposalBudget({ calls, depth }: Conditions, mustWrite: boolean): Budget {
  const least = mustWrite ? 1 : 0;
  return {
    calls: { min: least, max: Math.min(calls.max, MOST_CALLS) },
    depth: { min: least, max: Math.min(depth.max, MOST_LEVELS) },
  };
}

/** The text to insert so that the call stands on a line of its own, and the range it replaces (what was typed of it). */
function insertionOf(
  line: CursorLine,
  offset: number,
  calls: readonly CallNode[],
  together: boolean,
): Pick<Proposal, 'range' | 'text'> | undefined {
  const indent = line.kind === 'inside' ? `${line.indent}${INDENT}` : line.indent;
  const text = renderCalls(calls, indent, together);
  const behind = { start: offset, end: offset };
  if (line.kind === 'blank') return { range: behind, text };
  if (line.kind !== 'typing') return { range: behind, text: `\n${indent}${text}` };
  if (!text.startsWith(line.typed)) return undefined;
  return { range: { start: line.start + line.indent.length, end: offset }, text };
}

const INDENT = '  ';
