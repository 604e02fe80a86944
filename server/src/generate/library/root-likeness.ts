import { areSynonyms } from './synonyms.ts';

/** How far two roots are used for the same thing. */
export function rootLikeness(a: string, b: string): number {
  if (a === b) return 1;
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  const goesOn =
    short.length >= MIN_ROOT && long.length - short.length <= MOST_ENDING && long.startsWith(short);
  if (goesOn) return SAME_BEGINNING;
  return areSynonyms(a, b) ? SYNONYM : 0;
}

/** A root of as many letters that goes on for a few is the same word: `mail` and `mailer`, but not `auth` and `authority`. */
const MIN_ROOT = 4;
const MOST_ENDING = 3;
export const SAME_BEGINNING = 0.9;
const SYNONYM = 0.8;
