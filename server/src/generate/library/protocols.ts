import type { CallType } from '../../core/spec/spec.ts';
import { wordsOf } from '../codec/words.ts';

/** What a call asks for over another protocol: `GET /orders/{id}` is `GetOrder` where services call each other's methods. */
export function operationOver(type: CallType, operation: string): string {
  const route = ROUTE.exec(operation);
  if (type === 'http') return route ? operation : routeOf(operation);
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
  const parts = path.split('/').filter((part) => part !== '' && !/^(?:v\d+|api)$/u.test(part));
  const names = parts.filter((part) => !isParameter(part));
  const [subject = '', action = ''] = [names.at(-2) ?? names.at(-1), names.at(-1)];
  if (verb === 'POST' && !isPlural(action))
    return `${capital(action)}${names.length > 1 ? singular(subject) : ''}`;
  if (verb === 'GET' && isPlural(action) && !isParameter(parts.at(-1) ?? '')) return `List${capital(action)}`;
  return `${VERBS[verb] ?? 'Get'}${singular(action)}`;
}

/** `GetOrder` is `GET /orders/{id}`, `CancelOrder` is `POST /orders/{id}/cancel`. */
function routeOf(method: string): string {
  const [verb = '', ...subject] = wordsOf(method.slice(method.lastIndexOf('/') + 1));
  const path = subject.length === 0 ? '' : `/${plural(subject.join('-'))}`;
  switch (verb) {
    case 'list':
    case 'search':
      return `GET ${path || '/'}`;
    case 'get':
    case 'find':
    case 'fetch':
    case 'read':
    case 'load':
      return `GET ${path}/{id}`;
    case 'create':
    case 'add':
    case 'place':
      return `POST ${path || '/'}`;
    case 'update':
      return `PUT ${path}/{id}`;
    case 'delete':
    case 'remove':
      return `DELETE ${path}/{id}`;
    default:
      return path === '' ? `POST /${verb}` : `POST ${path}/{id}/${verb}`;
  }
}

const isParameter = (part: string): boolean => part.startsWith('{') || part.startsWith(':');
const isPlural = (word: string): boolean => word.endsWith('s') && !word.endsWith('ss');
const plural = (word: string): string => (word.endsWith('s') ? word : `${word.replace(/y$/u, 'ie')}s`);

function singular(word: string): string {
  return capital(isPlural(word) ? word.replace(/ies$/u, 'y').replace(/s$/u, '') : word);
}

function capital(word: string): string {
  return wordsOf(word)
    .map((part) => part.slice(0, 1).toUpperCase() + part.slice(1))
    .join('');
}
