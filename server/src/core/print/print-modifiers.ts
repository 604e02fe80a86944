import type { BrokenStatement, Modifiers, Status } from '../spec/spec.ts';
import type { Value } from '../spec/value.ts';
import { quote } from '../text/names.ts';

/**
 * The modifiers of a call or span in their canonical order: `xN`, `as`, `id`, `parent`, `flags`, `state`, `@`, duration,
 * status, `timeout`, `retry`, `after`, `within`, `broken`.
 * @param afterCallee no operation stands before them, so that a hole in the first place would read as one.
 */
export function printModifiers(modifiers: Modifiers, afterCallee: boolean): readonly string[] {
  const { at, duration } = modifiers;
  const identity = printIdentity(modifiers);
  if (at !== undefined) identity.push(`@${at.text}`);
  const rest = printOutcome(modifiers);
  if (duration === undefined) return [...identity, ...rest];
  const readsAsOperation = afterCallee && identity.length === 0 && startsLikeOperation(duration);
  if (!readsAsOperation) return [...identity, duration.text, ...rest];
  return rest.length > 0 ? [...rest, duration.text] : [BOUNDED_BY_NOTHING];
}

/** A hole that can only be a duration, for one that would read as an operation and has nothing to stand behind. */
const BOUNDED_BY_NOTHING = '?(>=0ns)';

function startsLikeOperation(duration: Value): boolean {
  if (duration.kind === 'soft') return duration.value.kind !== 'duration';
  if (duration.kind === 'hole') return duration.bound === undefined;
  return duration.text.startsWith('?');
}

function printIdentity({ repeat, label, id, parent, flags, state }: Modifiers): string[] {
  const words: string[] = [];
  if (repeat !== undefined) words.push(`x${repeat.count}`);
  if (label !== undefined) words.push(`as ${label.value}`);
  if (id !== undefined) words.push(`id ${id.value}`);
  if (parent !== undefined) words.push(`parent ${parent.value}`);
  if (flags !== undefined) words.push(printFlags(flags));
  if (state !== undefined) words.push(printState(state.value));
  return words;
}

function printOutcome({ status, timeout, retry, after, within, broken }: Modifiers): readonly string[] {
  const words: string[] = [];
  if (status !== undefined) words.push(printStatus(status));
  if (timeout !== undefined) words.push(`timeout ${timeout.text}`);
  if (retry !== undefined) words.push(`retry ${retry.count.text}`);
  if (retry?.backoff !== undefined) words.push(`backoff ${retry.backoff.text}`);
  if (after !== undefined) words.push(`after ${after.text}`);
  if (within !== undefined) words.push(`within ${within.text}`);
  for (const violation of broken ?? []) words.push(printBroken(violation));
  return words;
}

export function printFlags(flags: NonNullable<Modifiers['flags']>): string {
  return `flags ${flags.text}`;
}

export function printState(state: string): string {
  return `state ${quote(state)}`;
}

export function printBroken({ what, value }: BrokenStatement): string {
  return value === undefined ? `broken ${what.value}` : `broken ${what.value} ${value.text}`;
}

export function printStatus({ code, detail, probability }: Status): string {
  if (code === 'ok') return 'ok';
  const share = probability === undefined ? '' : `${printShare(probability)} `;
  if (detail === undefined) return `${share}!`;
  return `${share}!${detail.kind === 'message' ? quote(detail.value) : detail.value}`;
}

/** A share of 1 as a percentage: `8%`. */
export function printShare(share: number): string {
  // Fifteen digits are what a share read from a percentage has; the last bits of the product are noise.
  const percent = Number((share * 100).toPrecision(15));
  const plain = String(percent);
  return `${plain.includes('e') ? percent.toFixed(20).replace(/\.?0+$/, '') : plain}%`;
}
