import type { Call, Spec, Statement } from '../../core/spec/spec.ts';
import type { TextRange } from '../../core/text/range.ts';
import type { FillResult, GenerateOptions, Snapshot } from '../generator.ts';
import type { Decoding } from './decoding.ts';
import { fillSubtree } from './fill-subtree.ts';
import { nextHole, type SubtreeHoleSite } from './hole-sites.ts';
import { bodyOf } from './place.ts';

/** A call whose calls can be drawn anew. */
interface Redrawable {
  readonly call: Call;
  /** From the first to the last of the steps that it makes. */
  readonly range: TextRange;
  /** What stands among them and is no step, such as a `require`: it is kept, ahead of what is drawn. */
  readonly kept: readonly TextRange[];
}

/** Statements that say what happens; all others say something about it. */
const STEPS: ReadonlySet<Statement['kind']> = new Set([
  'call',
  'par',
  'repeat',
  'choose',
  'alternative',
  'on-error',
  'subtree-hole',
]);

/**
 * Writes the calls of the call at `offset` anew, as a fill would write them if `...` stood there. The call's own line, and what
 * is said about it, stay.
 */
export async function redraw(
  decoding: Decoding,
  { text, spec }: Snapshot,
  offset: number,
  options: GenerateOptions,
): Promise<FillResult> {
  const found = redrawableAt(spec, text, offset);
  if (!found) return { edits: [], filled: 0, refused: [] };
  const { range, kept } = found;
  const ahead = kept.map(({ start, end }) => text.slice(start, end)).join('\n');
  const beginning = ahead === '' ? '' : `${ahead}\n`;
  const open = `${text.slice(0, range.start)}${beginning}...${text.slice(range.end)}`;
  const opened = decoding.parse(open);
  const site = holeAt(opened, range.start + beginning.length);
  if (!site) return { edits: [], filled: 0, refused: [] };
  const seeded = { temperature: options.temperature, seed: `${options.seed}/redraw` };
  const filling = await fillSubtree(decoding, opened, site, seeded);
  if ('refused' in filling)
    return { edits: [], filled: 0, refused: [{ range: found.call.range, reason: filling.refused }] };
  return { edits: [inPlace(text, found, `${beginning}${filling.text}`, site)], filled: 1, refused: [] };
}

/** A body of one line cannot hold several: its braces then stand on lines of their own. */
function inPlace(text: string, { call, range }: Redrawable, drawn: string, { place }: SubtreeHoleSite) {
  const body = call.bodyRange ?? range;
  if (text.slice(body.start, body.end).includes('\n')) return { range, text: drawn };
  const indent = '  '.repeat(place.path.length);
  return { range: body, text: `{\n${indent}  ${drawn}\n${indent}}` };
}

/** The innermost call with steps around `offset`, counting the one on whose line it stands. */
function redrawableAt(spec: Spec, text: string, offset: number): Redrawable | undefined {
  const trace = spec.items.findLast((item) => item.range.start <= offset);
  if (trace?.kind !== 'trace' || trace.exact || trace.muted) return undefined;
  const newline = text.indexOf('\n', offset);
  const lineEnd = newline === -1 ? text.length : newline;
  let innermost: Redrawable | undefined;
  let body = trace.body;
  for (let inner = around(body, offset, lineEnd); inner; inner = around(body, offset, lineEnd)) {
    innermost = (inner.kind === 'call' && redrawable(inner)) || innermost;
    body = bodyOf(inner);
  }
  return innermost;
}

function around(body: readonly Statement[], offset: number, lineEnd: number): Statement | undefined {
  const last = body.findLast(({ range }) => range.start <= lineEnd);
  return last && !last.muted && offset <= last.range.end ? last : undefined;
}

function redrawable(call: Call): Redrawable | undefined {
  const steps = call.body.filter(({ kind, muted }) => STEPS.has(kind) && !muted);
  const [first, last] = [steps[0], steps.at(-1)];
  if (!first || !last || call.muted) return undefined;
  const range = { start: first.range.start, end: last.range.end };
  const inside = call.body.filter((each) => range.start < each.range.start && each.range.end < range.end);
  return { call, range, kept: inside.flatMap((each) => (steps.includes(each) ? [] : [each.range])) };
}

function holeAt(spec: Spec, start: number): SubtreeHoleSite | undefined {
  const site = nextHole(spec, start);
  return site?.slot === 'subtree' && site.range.start === start ? site : undefined;
}
