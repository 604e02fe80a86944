import { remembering } from '../remembering.ts';
import type { Described, Ensemble } from './counterparts.ts';
import { rootsOf } from './roots.ts';

/**
 * Whether a text speaks of what a service of a system is about, and nobody of the file that it is told in; never where others may
 * still come to the file.
 * @param told the services of the system
 * @param own who of the file does what one of them does
 */
export function strangeTexts(
  told: ReadonlyMap<string, Described>,
  { services, isComplete }: Ensemble,
  own: (service: string) => string | undefined,
): (text: string) => boolean {
  if (!isComplete) return () => false;
  const known = new Set(services.flatMap(({ service }) => [...rootsOf(service)]));
  const strangers = [...told].flatMap(([service, { roots }]) => (own(service) === undefined ? roots : []));
  const strange = new Set(strangers.filter((root) => !known.has(root)));
  return remembering((text) => [...rootsOf(text)].some((root) => strange.has(root)));
}
