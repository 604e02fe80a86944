import { optionalText, spellingOf, textField } from './build-text.ts';
import { buildField, buildValue } from './build-value.ts';
import { type Cst, childOf, rangeOf, textOf } from './cst.ts';
import { defined } from './defined.ts';
import { readDuration, readPercent } from './literal.ts';
import type { BrokenStatement, Modifiers, Status } from './spec.ts';
import type { DurationLiteral } from './value.ts';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
type Draft = Mutable<Modifiers>;
type Read = (cst: Cst, source: string, draft: Draft) => void;

/** The modifiers among a call's or span's children; of two of a kind the first counts. */
export function buildModifiers(parts: readonly Cst[], source: string): Modifiers {
  const draft: Draft = {};
  const seen = new Set<string>();
  for (const part of parts) {
    const read = READERS.get(part.type);
    if (read === undefined) continue;
    if (seen.has(part.type)) draft.duplicates = [...(draft.duplicates ?? []), rangeOf(part)];
    else read(part, source, draft);
    // An intended violation may be one of several.
    if (part.type !== 'broken') seen.add(part.type);
  }
  return draft;
}

const READERS: ReadonlyMap<string, Read> = new Map<string, Read>([
  ['repeat_count', readRepeat],
  ['label', (cst, source, draft) => assign(draft, 'label', optionalText(cst, 'name', source))],
  ['id', (cst, source, draft) => assign(draft, 'id', optionalText(cst, 'value', source))],
  ['parent', (cst, source, draft) => assign(draft, 'parent', optionalText(cst, 'value', source))],
  ['flags', (cst, source, draft) => assign(draft, 'flags', buildFlags(cst, source))],
  ['state', (cst, source, draft) => assign(draft, 'state', optionalText(cst, 'value', source))],
  ['at', (cst, source, draft) => assign(draft, 'at', buildField(cst, 'value', source))],
  ['lasting', (cst, source, draft) => assign(draft, 'duration', buildField(cst, 'value', source))],
  ['status', (cst, source, draft) => assign(draft, 'status', buildStatus(cst, source))],
  ['timeout', (cst, source, draft) => assign(draft, 'timeout', buildField(cst, 'value', source))],
  ['retry', (cst, source, draft) => assign(draft, 'retry', buildRetry(cst, source))],
  ['after', (cst, source, draft) => assign(draft, 'after', buildField(cst, 'value', source))],
  ['within', (cst, source, draft) => assign(draft, 'within', durationField(cst, 'value', source))],
  ['broken', readBroken],
]);

function assign<K extends keyof Draft>(draft: Draft, key: K, value: Draft[K] | undefined): void {
  if (value !== undefined) draft[key] = value;
}

function readRepeat(cst: Cst, source: string, draft: Draft): void {
  draft.repeat = { count: countOf(cst, source), range: rangeOf(cst) };
}

/** The number of an `x3`. */
export function countOf(cst: Cst, source: string): number {
  return Number(textOf(cst, source).slice(1));
}

function readBroken(cst: Cst, source: string, draft: Draft): void {
  draft.broken = [...(draft.broken ?? []), buildBroken(cst, source)];
}

export function buildBroken(cst: Cst, source: string): BrokenStatement {
  const value = childOf(cst, 'value');
  return defined({
    kind: 'broken' as const,
    range: rangeOf(cst),
    what: textField(cst, 'what', source),
    value: value === undefined ? undefined : readDuration(textOf(value, source), rangeOf(value)),
  });
}

/** The duration under `field`; none lasts zero. */
export function durationField(cst: Cst, field: string, source: string): DurationLiteral {
  const child = childOf(cst, field);
  if (child === undefined) return readDuration('', { start: cst.end, end: cst.end });
  return readDuration(textOf(child, source), rangeOf(child));
}

export function buildFlags(cst: Cst, source: string): NonNullable<Modifiers['flags']> {
  const text = spellingOf(cst, 'value', source);
  return { value: Number(text), text, range: rangeOf(cst) };
}

export function buildStatus(cst: Cst, source: string): Status {
  const isOk = cst.children.some((child) => child.type === 'ok');
  const probability = childOf(cst, 'probability');
  return defined({
    range: rangeOf(cst),
    code: isOk ? ('ok' as const) : ('error' as const),
    detail: buildDetail(cst, source),
    probability: probability === undefined ? undefined : shareOf(probability, source),
  });
}

function shareOf(percent: Cst, source: string): number {
  return readPercent(textOf(percent, source), rangeOf(percent)).value;
}

const DETAIL_KINDS = { string: 'message', number: 'code', name: 'word' } as const;

function buildDetail(cst: Cst, source: string): Status['detail'] {
  const detail = childOf(cst, 'detail');
  const text = optionalText(cst, 'detail', source);
  if (detail === undefined || text === undefined || !(detail.type in DETAIL_KINDS)) return undefined;
  return { value: text.value, kind: DETAIL_KINDS[detail.type as keyof typeof DETAIL_KINDS] };
}

function buildRetry(cst: Cst, source: string): NonNullable<Modifiers['retry']> {
  const backoff = childOf(cst, 'backoff');
  return defined({
    count: buildField(cst, 'count', source),
    backoff: backoff === undefined ? undefined : buildValue(backoff, source),
    range: rangeOf(cst),
  });
}
