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
    found.push(...openIn(entry, options));
    for (const below of childrenOf(entry).toReversed()) stack.push(below);
  }
  return found;
}

/** The holes of one statement, rule or attribute in text order, without those of its body. */
export function openIn(owner: Entry, { soft = false }: HolesOptions = {}): readonly OpenPlace[] {
  if (owner.kind === 'subtree-hole') return [{ kind: 'subtree', owner }];
  const found = slotsOf(owner).flatMap(([slot, value]) =>
    openParts(value, soft).map((open) => ({
      kind: 'value' as const,
      value: open,
      slot,
      owner,
      nested: open !== value,
    })),
  );
  // Modifiers may stand in any order in the text.
  return found.length > 1 ? found.sort((a, b) => a.value.range.start - b.value.range.start) : found;
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
