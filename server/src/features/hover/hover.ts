import type { Node } from 'web-tree-sitter';
import { type PlacedValue, valuesIn } from '../../core/constraints/values-in.ts';
import { isCallOrSpan } from '../../core/schedule/flat-trace.ts';
import { symbolsOf } from '../../core/symbols/symbols-of.ts';
import type { TextRange } from '../../core/text/range.ts';
import { LAW_HELP, WORD_HELP } from '../language-help.ts';
import { leafAt, stepAt, touches } from '../place.ts';
import type { TraceFile } from '../trace-file.ts';
import { explainService } from './explain-service.ts';
import { explainTime } from './explain-time.ts';
import { explainTrace } from './explain-trace.ts';
import { explainValue } from './explain-value.ts';
import { code, paragraphs } from './markdown.ts';

export interface Hover {
  readonly range: TextRange;
  readonly markdown: string;
}

type Explainer = (file: TraceFile, offset: number) => Hover | undefined;

/** The first that has something to say counts. */
const EXPLAINERS: readonly Explainer[] = [
  serviceHover,
  traceHover,
  labelHover,
  valueHover,
  wordHover,
  operationHover,
];

/** What there is to say about the thing at `offset`. */
export function hover(file: TraceFile, offset: number): Hover | undefined {
  for (const explain of EXPLAINERS) {
    const found = explain(file, offset);
    if (found !== undefined) return found;
  }
  return undefined;
}

function serviceHover(file: TraceFile, offset: number): Hover | undefined {
  for (const service of symbolsOf(file.spec).services.values()) {
    const declared = service.declarations.flatMap(({ name, alias }) =>
      alias === undefined ? [name] : [name, alias],
    );
    const named = declared.find(({ range }) => touches(range, offset));
    const mention = service.mentions.find(({ range }) => touches(range, offset));
    const range = named?.range ?? mention?.range;
    if (range === undefined) continue;
    const markdown = explainService(file.spec, named?.value ?? mention?.text ?? service.name);
    return markdown === undefined ? undefined : { range, markdown };
  }
  return undefined;
}

function traceHover(file: TraceFile, offset: number): Hover | undefined {
  for (const trace of symbolsOf(file.spec).traces) {
    const range = [trace.nameRange, ...trace.uses].find(
      (place) => place !== undefined && touches(place, offset),
    );
    if (range !== undefined) return { range, markdown: explainTrace(file, trace.item) };
  }
  return undefined;
}

function labelHover(file: TraceFile, offset: number): Hover | undefined {
  for (const { labels } of symbolsOf(file.spec).traces) {
    for (const { name, definitions, uses } of labels.values()) {
      const place = [...definitions, ...uses].find(({ range }) => touches(range, offset));
      if (place === undefined) continue;
      const defined = definitions.length === 0 ? 'Not defined in this trace.' : `Used ${uses.length}×.`;
      return { range: place.range, markdown: paragraphs(`**${code(name)}** label`, defined) };
    }
  }
  return undefined;
}

/** A value of a call also says when the call happens. */
function valueHover(file: TraceFile, offset: number): Hover | undefined {
  const placed = valueAt(file, offset);
  const hole = placed === undefined ? holeAt(file, offset) : undefined;
  if (hole !== undefined) return hole;
  if (placed === undefined) return undefined;
  const time = placed.role === 'attribute' || placed.role === 'count' ? undefined : timeAt(file, offset);
  const markdown = paragraphs(explainValue(placed.value, placed.role), time);
  return markdown === '' ? undefined : { range: placed.value.range, markdown };
}

/** The outermost value, since its parts mean little alone. */
function valueAt(file: TraceFile, offset: number): PlacedValue | undefined {
  const item = file.spec.items.find(({ range }) => touches(range, offset));
  if (item === undefined) return undefined;
  let found: PlacedValue | undefined;
  for (const placed of valuesIn(item)) {
    if (!touches(placed.value.range, offset)) continue;
    if (found === undefined || lengthOf(found.value.range) < lengthOf(placed.value.range)) found = placed;
  }
  return found;
}

/** A hole in place of a type, callee or operation. */
function holeAt(file: TraceFile, offset: number): Hover | undefined {
  const step = stepAt(file.spec, offset)?.step;
  if (step?.kind !== 'call') return undefined;
  for (const slot of [step.type, step.callee, step.operation]) {
    if (typeof slot !== 'object' || !('kind' in slot) || !touches(slot.range, offset)) continue;
    const markdown = explainValue(slot, 'attribute');
    return markdown === undefined ? undefined : { range: slot.range, markdown };
  }
  return undefined;
}

function timeAt(file: TraceFile, offset: number): string | undefined {
  const place = stepAt(file.spec, offset);
  if (place === undefined || !isCallOrSpan(place.step)) return undefined;
  return explainTime(file.scheduleOf(place.flat.trace), place.index);
}

function operationHover(file: TraceFile, offset: number): Hover | undefined {
  const step = stepAt(file.spec, offset)?.step;
  if (step === undefined || !isCallOrSpan(step)) return undefined;
  const operation = step.kind === 'call' ? step.operation : step.name;
  if (operation === undefined || !touches(operation.range, offset)) return undefined;
  return { range: operation.range, markdown: timeAt(file, offset) ?? '' };
}

function wordHover(file: TraceFile, offset: number): Hover | undefined {
  const leaf = leafAt(file.root, offset);
  if (leaf === null || leaf.childCount > 0) return undefined;
  const help = helpFor(leaf);
  if (help === undefined) return undefined;
  const range = { start: leaf.startIndex, end: leaf.endIndex };
  return { range, markdown: paragraphs(`**${code(leaf.text)}** ${help}`, callTime(file, leaf)) };
}

function helpFor(leaf: Node): string | undefined {
  if (leaf.parent?.type === 'law') return LAW_HELP.get(leaf.text);
  const isWord = !leaf.isNamed || !['name', 'string', 'number', 'comment'].includes(leaf.type);
  return isWord ? WORD_HELP.get(leaf.text) : undefined;
}

/** The type of a call also says when the call happens. */
function callTime(file: TraceFile, leaf: Node): string | undefined {
  const step = stepAt(file.spec, leaf.startIndex)?.step;
  const isType = step?.kind === 'call' && touches(step.typeRange, leaf.startIndex);
  return isType ? timeAt(file, leaf.startIndex) : undefined;
}

function lengthOf({ start, end }: TextRange): number {
  return end - start;
}
