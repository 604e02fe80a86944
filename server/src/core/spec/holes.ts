import type { Entry } from './kinds.ts';
import type { Call, Span, Spec, SubtreeHole } from './spec.ts';
import type { Hole, Soft, Value } from './value.ts';
import { partsOf } from './value-parts.ts';
import { childrenOf } from './walk.ts';

/** Which value of its statement is open. */
export type Slot =
  | 'type'
  | 'callee'
  | 'operation'
  | 'at'
  | 'duration'
  | 'timeout'
  | 'retry'
  | 'backoff'
  | 'after'
  | 'share'
  | 'count'
  | 'value'
  | 'effect';

/** A value that is open (`?`) or may be drawn again (`?12ms`), or a subtree that is (`...`). */
export type OpenPlace =
  | {
      readonly kind: 'value';
      readonly value: Hole | Soft;
      readonly slot: Slot;
      /** The statement, rule or attribute it belongs to. */
      readonly owner: Entry;
      /** Part of a larger value: an item of an array, an arm of a choice. */
      readonly nested: boolean;
    }
  | { readonly kind: 'subtree'; readonly owner: SubtreeHole };

export interface HolesOptions {
  /** Soft values too, for a redraw. */
  readonly soft?: boolean;
}

/** Every hole of `spec` in text order; none in muted statements. */
export function holesIn(spec: Spec, options: HolesOptions = {}): readonly OpenPlace[] {
  const found: OpenPlace[] = [];
  const stack: Entry[] = spec.items.toReversed();
  for (let entry = stack.pop(); entry !== undefined; entry = stack.pop()) {
    if (entry.muted) continue;
    collect(entry, options.soft ?? false, found);
    for (const below of childrenOf(entry).toReversed()) stack.push(below);
  }
  return found;
}

function collect(owner: Entry, soft: boolean, found: OpenPlace[]): void {
  if (owner.kind === 'subtree-hole') found.push({ kind: 'subtree', owner });
  const start = found.length;
  for (const [slot, value] of slotsOf(owner)) {
    for (const open of openParts(value, soft)) {
      found.push({ kind: 'value', value: open, slot, owner, nested: open !== value });
    }
  }
  if (found.length > start + 1) sortByText(found, start);
}

/** Modifiers may stand in any order in the text. */
function sortByText(found: OpenPlace[], from: number): void {
  const places = found.splice(from);
  places.sort((a, b) => startOf(a) - startOf(b));
  found.push(...places);
}

function startOf(place: OpenPlace): number {
  return place.kind === 'value' ? place.value.range.start : place.owner.range.start;
}

type SlotValue = readonly [Slot, Value];

function slotsOf(entry: Entry): readonly SlotValue[] {
  switch (entry.kind) {
    case 'call':
      return callSlots(entry);
    case 'span':
      return modifierSlots(entry.modifiers);
    case 'attribute':
    case 'latency-rule':
      return [['value', entry.value]];
    case 'repeat':
      return [['count', entry.count]];
    case 'alternative':
      return typeof entry.probability === 'number' ? [] : [['share', entry.probability]];
    case 'event':
    case 'throw':
      return entry.at === undefined ? [] : [['at', entry.at]];
    case 'fault-rule':
      return entry.effects.flatMap((effect) =>
        effect.kind === 'duration' && effect.value !== undefined ? [['effect', effect.value] as const] : [],
      );
    default:
      return [];
  }
}

function callSlots({ type, callee, operation, modifiers }: Call): readonly SlotValue[] {
  const slots: SlotValue[] = [];
  if (typeof type !== 'string') slots.push(['type', type]);
  if ('kind' in callee) slots.push(['callee', callee]);
  if (operation !== undefined && 'kind' in operation) slots.push(['operation', operation]);
  return slots.concat(modifierSlots(modifiers));
}

function modifierSlots({ at, duration, timeout, retry, after }: Span['modifiers']): readonly SlotValue[] {
  const slots: [Slot, Value | undefined][] = [
    ['at', at],
    ['duration', duration],
    ['timeout', timeout],
    ['retry', retry?.count],
    ['backoff', retry?.backoff],
    ['after', after],
  ];
  return slots.filter((slot): slot is [Slot, Value] => slot[1] !== undefined);
}

/** The open values in `value`, itself included. Values nest no deeper than the reader allows. */
function openParts(value: Value, soft: boolean): readonly (Hole | Soft)[] {
  if (value.kind === 'hole') return [value];
  if (value.kind === 'soft') return soft ? [value] : [];
  return partsOf(value).flatMap((part) => openParts(part, soft));
}
