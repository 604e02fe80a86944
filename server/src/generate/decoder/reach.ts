import { CALL_TYPES, type CallType, STORE_TYPES } from '../../core/spec/spec.ts';
import type { Candidate } from '../candidate.ts';
import type { RuleState } from './rule-state.ts';

/** Levels of calls that can stand below a service, whatever else is chosen; 0 where it cannot call anybody. */
export type Reach = (service: string) => number;

/** Deeper promises are never made. */
const DEEPEST = 15;

/**
 * Looks ahead once for all choices of a fill: a subtree is promised only where its levels can be written. Calls that a
 * rule counts are left out, since they may be used up by then; what remains can be made any number of times.
 * @param daring counts on them all the same: a promise may then lead to a dead end
 */
export function lookAhead(
  services: readonly string[],
  typesOf: (service: string, caller: string) => ReadonlySet<CallType>,
  rules: RuleState,
  daring = false,
): Reach {
  const isOpen = (caller: string, call: Candidate) =>
    daring ? rules.allows(caller, call) : rules.sustains(caller, call);
  const mayCall = (caller: string, service: string, type: CallType) =>
    typesOf(service, caller).has(type) && isOpen(caller, { type, service });
  const reach = new Map<string, number>();
  const callees = new Map<string, readonly string[]>();
  for (const caller of services) {
    const open = services.filter((service) => OPEN_TYPES.some((type) => mayCall(caller, service, type)));
    callees.set(caller, open);
    const any =
      open.length > 0 ||
      isOpen(caller, { type: 'in', service: caller }) ||
      services.some((service) => LEAF_TYPES.some((type) => mayCall(caller, service, type)));
    reach.set(caller, any ? 1 : 0);
  }
  for (let level = 2; level <= DEEPEST; level++) {
    for (const caller of services) {
      if ((callees.get(caller) ?? []).some((callee) => (reach.get(callee) ?? 0) === level - 1))
        reach.set(caller, level);
    }
  }
  return (service) => reach.get(service) ?? 0;
}

/** Types of calls to others, with and without calls below them. */
const OTHERS = CALL_TYPES.filter((type) => type !== 'in');
const OPEN_TYPES = OTHERS.filter((type) => !isLeafType(type));
const LEAF_TYPES = OTHERS.filter(isLeafType);

/** Nothing stands below these. */
export function isLeafType(type: CallType): boolean {
  return STORE_TYPES.has(type) || type === 'in';
}
