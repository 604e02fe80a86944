import type { CallType } from '../../core/spec/spec.ts';
import { wordsOf } from '../codec/words.ts';
import { purposeOf } from '../purpose.ts';
import { subjectWords } from './subject.ts';

/**
 * What a call asks for over another protocol: `GET /orders/{id}` is `GetOrder` where services call each other's methods.
 * @param service that is asked, which a method that says nothing else is about: `Search` of `products`
 */
export function operationOver(type: CallType, operation: string, service = ''): string {
  const route = ROUTE.exec(operation);
  if (type === 'http') return route ? operation : routeOf(operation, service);
  return route ? methodOf(route[1] ?? '', route[2] ?? '') : operation;
}

const ROUTE = /^(GET|HEAD|POST|PUT|PATCH|DELETE) (\/\S*)$/u;

const VERBS: Readonly<Record<string, string>> = {
  GET: 'Get',
  HEAD: 'Get',
  POST: 'Create',
  PUT: 'Update',
  PATCH: 'Update',
  DELETE: 'Delete',
};

/** `POST /v1/orders/{id}/cancel` is `CancelOrder`, `GET /orders` is `ListOrders`. */
function methodOf(verb: string, path: string): string {
  const [resource = ''] = path.split('?');
  const parts = resource.split('/').filter((part) => part !== '' && !/^(?:v\d+|api)$/u.test(part));
  const names = parts.filter((part) => !isParameter(part));
  const [subject = '', action = ''] = [names.at(-2) ?? names.at(-1), names.at(-1)];
  if (verb === 'POST' && !isPlural(action))
    return `${capital(action)}${names.length > 1 ? singular(subject) : ''}`;
  if (verb === 'GET' && purposeOf(action) === 'reads') return capital(action);
  if (verb === 'GET' && isPlural(action) && !isParameter(parts.at(-1) ?? '')) return `List${capital(action)}`;
  return `${VERBS[verb] ?? 'Get'}${singular(action)}`;
}

/** `GetOrder` is `GET /orders/{id}`, `GetBySlug` of articles `GET /articles/{slug}`, `CancelOrder` `POST /orders/{id}/cancel`. */
function routeOf(method: string, service: string): string {
  const all = wordsOf(method.slice(method.lastIndexOf('/') + 1));
  const by = all.indexOf('by');
  const words = by > 0 ? all.slice(0, by) : all;
  const key = by > 0 ? all.slice(by + 1).join('-') : 'id';
  const [verb = '', ...subject] = verbFirst(
    words.filter((word, index) => index > 0 || !OF_MANY.has(word) || words.length < 2),
  );
  const path = collectionOf(subject);
  const own = path || collectionOf(subjectWords(service));
  switch (verb) {
    case 'browse':
    case 'list':
    case 'search':
      return `GET ${own || '/'}`;
    case 'get':
    case 'find':
    case 'fetch':
    case 'read':
    case 'show':
    case 'view':
    case 'load':
      return `GET ${own}/{${key}}`;
    case 'create':
    case 'add':
    case 'place':
      return `POST ${own || '/'}`;
    case 'update':
      return `PUT ${own}/{id}`;
    case 'delete':
    case 'remove':
      return `DELETE ${own}/{id}`;
    default:
      return path === '' ? postedTo(service, verb) : `POST ${path}/{id}/${verb}`;
  }
}

/** What is done with what a service is about, where a method says no more: `Publish` of `reviews`. */
function postedTo(service: string, verb: string): string {
  const subject = subjectWords(service);
  if (subject.length > 0 && purposeOf(verb) === 'creates') return `POST ${collectionOf(subject)}`;
  return `POST ${['', ...(subject.length > 0 ? [subject.join('-')] : []), verb].join('/')}`;
}

/** `SessionVerify` verifies a session. */
function verbFirst(words: readonly string[]): readonly string[] {
  const [first = '', last = ''] = [words[0], words.at(-1)];
  return words.length > 1 && !isVerb(first) && isVerb(last) ? [last, ...words.slice(0, -1)] : words;
}

const isVerb = (word: string): boolean => purposeOf(word) !== undefined || OTHER_VERBS.has(word);

/** Those that do not tell whether anything is changed by them. */
const OTHER_VERBS: ReadonlySet<string> = new Set(
  'authenticate authorize calculate check estimate evaluate match notify quote rank render resolve score send sync track validate verify'.split(
    ' ',
  ),
);

/** What a front door is asked for in a trace of that name, where it says so: `show a patient` is `GET /patients/{id}`. */
export function routeByTitle(title: string): string | undefined {
  const [verb = '', ...subject] = wordsOf(title).filter((word) => !ARTICLES.has(word));
  if (subject.length === 0 || purposeOf(verb) === undefined) return undefined;
  return BEGIN_ONE.has(verb) ? `POST ${collectionOf(subject)}` : routeOf([verb, ...subject].join(' '), '');
}

const ARTICLES: ReadonlySet<string> = new Set(['a', 'an', 'the', 'my', 'all', 'one']);
/** Verbs by which there is one more than before. */
const BEGIN_ONE: ReadonlySet<string> = new Set(['book', 'issue', 'publish', 'register', 'reserve', 'submit']);

/** The route of all that those words are about. */
export const collectionOf = (words: readonly string[]): string =>
  words.length === 0 ? '' : `/${plural(words.join('-'))}`;

/** Words before the verb that say it is done to several. */
const OF_MANY: ReadonlySet<string> = new Set(['batch', 'bulk', 'multi']);

const isParameter = (part: string): boolean => part.startsWith('{') || part.startsWith(':');
export const isPlural = (word: string): boolean => /(?<![suiy])s$/u.test(word);

/** Names of what is done or kept rather than of things: there are no `searches` to ask for. */
const isUncountable = (word: string): boolean =>
  word.endsWith('ing') || UNCOUNTABLE.has(wordsOf(word).at(-1) ?? '');

const UNCOUNTABLE: ReadonlySet<string> = new Set(
  'auth authn authz catalog content feedback fraud fulfilment fulfillment identity inventory iam ingest login logistics loyalty mail media payroll presence search security stock telemetry weather'.split(
    ' ',
  ),
);

/** Of several: `orders`, `categories`, `boxes`. */
export function plural(word: string): string {
  if (word.endsWith('s') || isUncountable(word)) return word;
  return /(?:sh|ch|x|z)$/u.test(word) ? `${word}es` : `${word.replace(/(?<![aeiou])y$/u, 'ie')}s`;
}

/** One of them: `order`, `category`, `box`. */
export function singularOf(word: string): string {
  if (!isPlural(word)) return word;
  return word
    .replace(/ies$/u, 'y')
    .replace(/(?<=sh|ch|x|z)es$/u, '')
    .replace(/s$/u, '');
}

const singular = (word: string): string => capital(singularOf(word));

/** The words of a text as one, each with a capital. */
export function capital(word: string): string {
  return wordsOf(word)
    .map((part) => part.slice(0, 1).toUpperCase() + part.slice(1))
    .join('');
}
