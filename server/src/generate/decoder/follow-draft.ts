import type { DraftedCall } from '../author/drafted-call.ts';
import { mayMatch } from '../candidate.ts';
import { repeatCount } from '../codec/buckets.ts';
import { repeatBucketOf } from '../codec/vocabulary.ts';
import type { Token } from '../language-model.ts';
import { type Budget, type Reserved, room, type Spending } from './budget.ts';
import type { StructureTask } from './decode-structure.ts';
import type { Draft } from './draft.ts';

/** Undefined where the draft names none, or the rules forbid it or ask for another one. */
export function draftedOperation(
  { rules, typed, caller }: Pick<StructureTask, 'rules' | 'typed' | 'caller'>,
  drafted: DraftedCall | undefined,
): string | undefined {
  if (drafted?.operation === undefined || !drafted.operation.startsWith(typed.operation)) return undefined;
  const { type, service, operation } = drafted;
  const isAsked = rules
    .missing()
    .some((pattern) => pattern.operation && mayMatch(pattern, { type, service }));
  const isAllowed = rules.allows(caller?.service ?? '', { type, service, operation });
  return isAllowed && !isAsked ? operation : undefined;
}

/**
 * What may stand below a drafted call: the draft of its own layer says how much it is, as far as the budget leaves that open.
 * Undefined where it does not.
 */
export function budgetBelowDrafted(
  draft: Draft | undefined,
  spending: Spending,
  reserved: Reserved,
  least: number,
): Budget | undefined {
  const { calls, depth } = spending.budget;
  if (depth.min > Math.max(spending.deepest, 2)) return undefined;
  const left = draft?.left ?? [];
  const sharers = 1 + left.filter(({ makesCalls }) => makesCalls).length;
  const share = Math.floor((room(spending, 2, reserved) - 1 - left.length) / sharers);
  const min = Math.max(1, least);
  const slack = calls.max - spending.usedMax - Math.max(0, calls.min - spending.usedMin);
  const max = Math.min(share, min + slack);
  if (!Number.isFinite(max) || max <= min) return undefined;
  return { calls: { min, max }, depth: { min: 1, max: Math.max(1, depth.max - 1) } };
}

/** Tokens of the sizes that a call may have. */
export interface Sizes {
  readonly leaf: readonly Token[];
  readonly repeats: readonly Token[];
  readonly below: readonly Token[];
}

/** Those that are as the draft says, where any of them are allowed. */
export function sizesLike(
  drafted: DraftedCall | undefined,
  { leaf, repeats, below }: Sizes,
): readonly Token[] {
  const all = [...leaf, ...repeats, ...below];
  if (!drafted) return all;
  const single = drafted.makesCalls ? below : leaf;
  const alike = drafted.repeat > 1 ? repeats.filter((token) => isAtLeast(token, drafted.repeat)) : single;
  return alike.length > 0 ? alike.slice(0, drafted.repeat > 1 ? 1 : alike.length) : all;
}

const isAtLeast = (token: Token, times: number): boolean => repeatCount(repeatBucketOf(token)) >= times;
