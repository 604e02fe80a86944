import { wordsOf } from '../codec/words.ts';
import { unglued } from './unglued.ts';

/** Words that say what a thing is, not what it is about. */
export const GENERIC: ReadonlySet<string> = new Set(
  'service services svc server api app db database sql postgres postgresql mysql mongo mongodb cache redis memcached store storage queue kafka rabbitmq topic events'.split(
    ' ',
  ),
);

/** What is searched is another thing in each system, and kept in an index. */
export const SEARCH = 'search';

/** The words of a service's name that say what it is about, in their order: `cart` of `cartservice`. */
export const subjectWords = (service: string): readonly string[] =>
  wordsOf(service)
    .flatMap(unglued)
    .filter((word) => !GENERIC.has(word));
