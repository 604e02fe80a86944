import { type FlatTrace, TRACE } from '../schedule/flat-trace.ts';
import type { BrokenStatement } from '../spec/spec.ts';

/** Which findings each word behind `broken` says are intended; a rule's own code means that rule. */
export const BROKEN_WORDS: ReadonlyMap<string, readonly string[]> = new Map([
  ['missing-parent', ['missing-parent']],
  ['skew', ['child-outside-parent']],
  ['late', ['child-outside-parent']],
  ['duplicate-id', ['duplicate-span-id']],
]);

/** The codes that `broken` statements silence, by the step on or in which they stand (`TRACE` for the whole trace). */
export type Silenced = ReadonlyMap<number, ReadonlySet<string>>;

export function silencedIn(flat: FlatTrace): Silenced {
  const found = known.get(flat);
  if (found !== undefined) return found;
  const silenced = collect(flat);
  known.set(flat, silenced);
  return silenced;
}

/** Whether a finding of `code` on the step `owner` is said to be intended, there or for the whole trace. */
export function isSilenced(silenced: Silenced, code: string, owner: number | undefined): boolean {
  if (silenced.get(TRACE)?.has(code)) return true;
  return owner !== undefined && silenced.get(owner)?.has(code) === true;
}

const known = new WeakMap<FlatTrace, Silenced>();

function collect(flat: FlatTrace): Silenced {
  const silenced = new Map<number, Set<string>>();
  const note = (owner: number, statement: BrokenStatement) => {
    if (statement.muted === true) return;
    const codes = silenced.get(owner) ?? new Set();
    for (const code of codesOf(statement.what.value)) codes.add(code);
    silenced.set(owner, codes);
  };
  for (const { statement, owner } of flat.remarks) if (statement.kind === 'broken') note(owner, statement);
  return silenced;
}

function codesOf(word: string): readonly string[] {
  return BROKEN_WORDS.get(word) ?? [word];
}
