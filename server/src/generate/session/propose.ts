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
import { type LayerAt, layerAt } from './layer-at.ts';
import { requiredServices } from './named-services.ts';
import { newTraceAt } from './new-trace.ts';
import { type Place, placeAt } from './place.ts';
import { renderCalls } from './render.ts';

/** More than a reader takes in at a glance helps nobody, whatever the constraints allow. */
const MOST_CALLS = 24;
const MOST_LEVELS = 5;
/** What the second and further candidates are drawn with, where the options say 0. */
const VARIED_TEMPERATURE = 0.8;

/**
 * A layer is taken for complete only where that is next to certain: a proposal too many is passed over, one that does not
 * come is missed (docs/model.md has the figures).
 */
const SURE_END = 0.94;

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
  for (const site of sitesAt(snapshot, offset)) {
    const proposals = await proposeAt(decoding, snapshot, site, options);
    if (proposals.length > 0) return proposals;
  }
  const isFirst = !snapshot.spec.items.some((item) => item.kind === 'trace');
  return isFirst || options.candidates > 1 ? proposeTrace(decoding, snapshot, offset, options) : [];
}

/** A whole trace where the file has none yet, or the user asks for it: its first call is proposed as in any other. */
async function proposeTrace(
  decoding: Decoding,
  { uri, version, text, spec }: Snapshot,
  offset: number,
  options: ProposeOptions,
): Promise<Proposal[]> {
  const trace = newTraceAt({ uri, version, text, spec }, offset, decoding.workspace.library);
  if (!trace) return [];
  const begun = text.slice(0, offset) + trace.head + trace.tail + text.slice(offset);
  const snapshot = { uri, version, text: begun, spec: decoding.parse(begun) };
  const [site] = sitesAt(snapshot, offset + trace.head.length);
  const calls = site ? await proposeAt(decoding, snapshot, site, { ...options, candidates: 1 }) : [];
  return calls.map(({ text: call, score }) => ({
    range: { start: offset, end: offset },
    text: trace.head + call + trace.tail,
    score,
  }));
}

async function proposeAt(
  decoding: Decoding,
  snapshot: Snapshot,
  site: Site,
  options: ProposeOptions,
): Promise<Proposal[]> {
  const first = await proposeOne(decoding, snapshot, site, {
    temperature: options.temperature,
    seed: `${options.seed}/0`,
    unlike: [],
    asked: options.candidates > 1,
  });
  if (!first) return [];
  const found = [first];
  for (let candidate = 1; candidate < options.candidates; candidate++) {
    const isOther = found.length === candidate;
    const other = await proposeOne(decoding, snapshot, site, {
      temperature: isOther ? options.temperature : Math.max(options.temperature, VARIED_TEMPERATURE),
      seed: `${options.seed}/${candidate}`,
      unlike: found.map(({ call }) => call),
      asked: true,
    });
    if (other && !found.some((made) => withoutTimes(made) === withoutTimes(other))) found.push(other);
  }
  const [, ...others] = found;
  return [first, ...others.sort((a, b) => b.score - a.score)];
}

/** What differs in its times only is no other proposal. */
const withoutTimes = ({ text }: Made): string => text.replace(/ [\d.]+(?:ns|us|ms|s|m|h)\b/gu, '');

interface Choice {
  readonly temperature: number;
  readonly seed: string;
  /** Calls that are proposed already. */
  readonly unlike: readonly CallNode[];
  /** The user asks for a call, so one is written even where the layer seems complete. */
  readonly asked: boolean;
}

/** A proposal with the call that it makes. */
type Made = Proposal & { readonly call: CallNode };

/** Where a call is to be proposed, and under which conditions. */
interface Site {
  readonly line: CursorLine;
  readonly offset: number;
  readonly place: Place;
  readonly conditions: Conditions;
  readonly typed: TypedCall;
  /** The line could as well be complete. */
  readonly isDone: boolean;
  /** The half-typed line as the parser read it. */
  readonly open?: Statement;
}

/** How the cursor's line may be meant, the likelier first: it is being typed, or it is done and the next call follows. */
function sitesAt(snapshot: Snapshot, offset: number): Site[] {
  const line = cursorLine(snapshot.text, offset);
  const place = line && placeAt(snapshot.spec, offset);
  if (!place) return [];
  const before = place.body[place.index - 1];
  const isDone = isComplete(before, offset, snapshot.text);
  const readings = line.kind === 'typing' && isDone ? [line, { ...line, kind: 'after' as const }] : [line];
  return readings.flatMap((reading) => {
    const site = siteAt(snapshot, offset, reading, place);
    return site ? [{ ...site, isDone }] : [];
  });
}

function siteAt(
  { spec }: Snapshot,
  offset: number,
  line: CursorLine,
  place: Place,
): Omit<Site, 'isDone'> | undefined {
  const open =
    line.kind === 'typing' ? place.body.find((statement) => statement.range.end > line.start) : undefined;
  const settled = open ? { ...place, index: place.body.indexOf(open) } : place;
  const conditions = conditionsAt(spec, settled.trace, { path: settled.path, index: settled.index });
  if (conditions.impossible || conditions.calls.max < 1 || conditions.depth.max < 1) return undefined;
  return { line, offset, place: settled, conditions, typed: typedCall(line), ...(open ? { open } : {}) };
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
  choice: Choice,
): Promise<Made | undefined> {
  const { place, conditions, line, open, typed } = site;
  const attempt = attemptAt(decoding, spec, place, {
    ...choice,
    typed,
    named: requiredServices(conditions),
    ...(open ? { open } : {}),
  });
  if (site.isDone && isSpelledOut(typed, attempt.around.operationsOf(typed))) return undefined;
  const layer = layerAt(spec, place);
  const task = {
    path: layer.path,
    before: layer.before,
    budget: proposalBudget(conditions, layer.before.length === 0 || line.kind === 'typing' || choice.asked),
    rules: new RuleState(conditions),
    time: conditions.time.max,
    placement: layer.together ? ('par' as const) : ('sequence' as const),
    width: 1,
    settles: false,
    endsFrom: SURE_END,
    wishes: {},
    typed,
    unlike: choice.unlike,
  };
  const calls = await unlessDeadEnd(decodeSubtree(attempt.start, task, attempt.around));
  const call = calls?.[0];
  if (!calls || !call) return undefined;
  const insertion = insertionOf(line, site.offset, calls, layer);
  return insertion && { ...insertion, call, score: attempt.score() };
}

/** An operation that is known as it stands, or that no known one goes on from, is no beginning of another. */
function isSpelledOut({ operation }: TypedCall, known: readonly string[]): boolean {
  if (operation === '') return false;
  return known.includes(operation) || !known.some((other) => other.startsWith(operation));
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
  layer: LayerAt,
): Pick<Proposal, 'range' | 'text'> | undefined {
  const indent = line.kind === 'inside' ? `${line.indent}${INDENT}` : line.indent;
  const text = renderCalls(calls, indent, layer);
  const behind = { start: offset, end: offset };
  if (line.kind === 'blank') return { range: behind, text };
  if (line.kind !== 'typing') return { range: behind, text: `\n${indent}${text}` };
  const whole = line.typed.startsWith(ASYNC) && !text.startsWith(ASYNC) ? ASYNC + text : text;
  if (!whole.startsWith(line.typed)) return undefined;
  return { range: { start: line.start + line.indent.length, end: line.end }, text: whole };
}

const ASYNC = 'async ';
const INDENT = '  ';
