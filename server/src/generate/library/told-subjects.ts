import { remembering } from '../remembering.ts';
import type { Described, Ensemble } from './counterparts.ts';
import { rootsOf } from './roots.ts';

/** What texts of a system speak of, told in a file. */
export interface Subjects {
  /** Whether a text speaks of what somebody of the file is about. */
  isKnown(text: string): boolean;
  /** Whether it speaks of what a service of the system is about, and nobody of the file; never where others may still come. */
  isStrange(text: string): boolean;
}

/**
 * @param told the services of the system
 * @param own who of the file does what one of them does
 */
export function subjectsOf(
  told: ReadonlyMap<string, Described>,
  { services, isComplete }: Ensemble,
  own: (service: string) => string | undefined,
): Subjects {
  const known = new Set(services.flatMap(({ service }) => [...rootsOf(service)]));
  const strangers = [...told].flatMap(([service, { roots }]) => (own(service) === undefined ? roots : []));
  const strange = new Set(isComplete ? strangers.filter((root) => !known.has(root)) : []);
  const speaksOf = (roots: ReadonlySet<string>) =>
    remembering((text: string) => [...rootsOf(text)].some((root) => roots.has(root)));
  return { isKnown: speaksOf(known), isStrange: speaksOf(strange) };
}
