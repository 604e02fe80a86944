import { type CallType, REQUEST_TYPES } from '../../core/spec/spec.ts';
import { wordsOf } from '../codec/words.ts';
import { passesOn } from './front-doors.ts';
import { rootsOf } from './roots.ts';
import { synonymsOf } from './synonyms.ts';

interface Asked {
  readonly service: string;
  readonly operation?: string | undefined;
}

interface Named {
  readonly service: string;
  readonly type: CallType;
}

/**
 * Which of `services` is named by what an entry is asked for, if only by another word for the same: what a route is about stands
 * at its end. Undefined where the entry may be about something itself.
 * @param isPassedOn whether the entry passes on what it is asked for; by its name where that is left out
 */
export function namedByRoute<T extends Named>(
  entry: Asked,
  services: readonly T[],
  isPassedOn = passesOn(entry),
): T | undefined {
  if (entry.operation === undefined || !isPassedOn) return undefined;
  const others = services.filter(({ service, type }) => REQUEST_TYPES.has(type) && service !== entry.service);
  const spoken = rootsOf(entry.operation);
  const words = [
    entry.operation.replace(PARAMETER, ' '),
    ...(entry.operation.match(PARAMETER) ?? []),
  ].flatMap((part) => wordsOf(part).toReversed());
  const roots = words
    .flatMap((word) => [...rootsOf(word)].toReversed())
    .filter((root) => !VERSION.test(root));
  const things = roots.length === 1 ? roots : roots.filter((root) => isPlural(root, words));
  return (
    firstFound(roots, (root) => mostSpoken(others, root, spoken)) ??
    firstFound(things, (root) => firstFound(synonymsOf(root), (other) => mostSpoken(others, other, spoken)))
  );
}

/** The parts of `v1`. */
const VERSION = /^(?:v|\d+)$/u;

/** What a route has at its place says less of what it is about. */
const PARAMETER = /\{[^{}]*\}/gu;

/** Verbs have other meanings than the things that are called so: a `push` to a hook is no notification. */
const isPlural = (root: string, words: readonly string[]): boolean =>
  words.some((word) => word.endsWith('s') && rootsOf(word).has(root));

function firstFound<A, B>(all: readonly A[], find: (one: A) => B | undefined): B | undefined {
  for (const one of all) {
    const found = find(one);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Of the services named after `root` the one that most is said of and least is not: `admin-users` for `/admin/users`. */
function mostSpoken<T extends Named>(
  services: readonly T[],
  root: string,
  spoken: ReadonlySet<string>,
): T | undefined {
  const named = services.flatMap((one) => {
    const roots = [...rootsOf(one.service)];
    if (!roots.includes(root)) return [];
    const said = roots.filter((other) => spoken.has(other)).length;
    return [{ one, said, unsaid: roots.length - said }];
  });
  return named.sort((a, b) => a.unsaid - b.unsaid || b.said - a.said)[0]?.one;
}
