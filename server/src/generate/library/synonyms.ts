import { rootsOf } from './roots.ts';
import { SYNONYM_GROUPS } from './synonym-groups.ts';

const GROUPS: readonly ReadonlySet<string>[] = SYNONYM_GROUPS.map(rootsOf);

/** Whether two roots are used for the same thing. */
export function areSynonyms(a: string, b: string): boolean {
  return GROUPS.some((group) => group.has(a) && group.has(b));
}

/** The other words for what a root is used for. */
export function synonymsOf(root: string): readonly string[] {
  return GROUPS.flatMap((group) => (group.has(root) ? [...group].filter((other) => other !== root) : []));
}
