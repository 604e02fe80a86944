import { wordsOf } from '../codec/words.ts';
import type { Library } from '../library/library.ts';
import { indexOf } from '../library/library-index.ts';
import { nearestTrace } from '../library/nearest.ts';
import { newcomersFor } from '../library/newcomers.ts';
import { askedByName, entryThatPassesOn } from '../library/plain-journey.ts';
import { routeByTitle } from '../library/protocols.ts';
import { rootsOf } from '../library/roots.ts';
import { synonymsOf } from '../library/synonyms.ts';
import { purposeOf } from '../purpose.ts';
import { frontDoorOf, settingOf } from './journeys.ts';
import type { Occasion } from './occasion.ts';

/** Where a trace is to begin whose name says what is asked of whom (`list patients`), it begins with that. */
export function withEntryByTitle(library: Library, occasion: Occasion): Occasion {
  const { title, callers, entry = frontDoorOf(occasion.ensemble) } = occasion;
  const operation = callers.length === 0 && entry?.type === 'http' ? routeByTitle(title) : undefined;
  if (operation === undefined || !entry) return occasion;
  const begun = { ...occasion, callers: [{ ...entry, operation }] };
  return askedByName(withNewcomers(library, begun)) ? begun : occasion;
}

/**
 * A file that only shows whom its other traces call is joined by whom this one is asked about; so is a new one about something that
 * the nearest system knows nothing of.
 */
export function withNewcomers(library: Library, occasion: Occasion): Occasion {
  const { isNew, mayGrow, ensemble, way = 'rpc' } = occasion;
  const entry = entryThatPassesOn(occasion);
  if (!mayGrow || !entry || isNew === ensemble.isComplete) return occasion;
  const newcomers = newcomersFor(entry, ensemble, way);
  const [asked] = newcomers;
  if (!asked || (isNew && isToldOf(library, asked.service, occasion))) return occasion;
  return { ...occasion, ensemble: { services: [...ensemble.services, ...newcomers], isComplete: true } };
}

/** Whether the system that is nearest to a new file knows what a service is named after, or what its trace is. */
function isToldOf(library: Library, service: string, occasion: Occasion): boolean {
  const nearest = nearestTrace(library, settingOf(occasion));
  const words = nearest && indexOf(library).wordsOf.get(nearest.system);
  const things = wordsOf(occasion.title).filter((word) => purposeOf(word) === undefined);
  return [...rootsOf(`${things.join(' ')} ${service}`)].some((root) =>
    [root, ...synonymsOf(root)].some((other) => words?.has(other)),
  );
}
