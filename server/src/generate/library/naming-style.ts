import type { CallType } from '../../core/spec/spec.ts';
import { STORE_TYPES } from '../../core/spec/spec.ts';
import { wordsOf } from '../codec/words.ts';

/** How the services of a file are named: `orders`, `order-service`, `OrderService`, `order_svc`. */
export interface NamingStyle {
  readonly join: '-' | '_' | 'Pascal' | '';
  /** Word that every service ends in, or none. */
  readonly suffix: string;
}

const SUFFIXES = ['service', 'svc', 'api', 'server', 'app'];
/** Fewer services show no habit of a last word. */
const MIN_SERVICES = 2;

/** The style that most of `services` follow; plain words joined by hyphens where they show none. */
export function styleOf(services: readonly string[]): NamingStyle {
  const suffixed = SUFFIXES.find(
    (suffix) => services.filter((service) => wordsOf(service).at(-1) === suffix).length * 2 > services.length,
  );
  const telling = services.filter((service) => wordsOf(service).length > 1 || startsUpper(service));
  return {
    join: mostCommon(telling.map(joinOf)) ?? '-',
    suffix: services.length < MIN_SERVICES ? '' : (suffixed ?? ''),
  };
}

/** `service` rewritten in `style`; stores and queues keep their own last word (`orders-db`). */
export function restyle(service: string, type: CallType, style: NamingStyle): string {
  const words = wordsOf(service);
  const isStore = STORE_TYPES.has(type);
  const bare =
    !isStore && words.length > 1 && SUFFIXES.includes(words.at(-1) ?? '') ? words.slice(0, -1) : words;
  const complete =
    isStore || style.suffix === '' || bare.at(-1) === 'gateway' ? bare : [...bare, style.suffix];
  return joinWords(complete, style.join);
}

export type OperationStyle = 'Pascal' | 'camel' | 'snake';

/** How the methods that a file calls are spelled: `PlaceOrder`, `placeOrder` or `place_order`. */
export function operationStyleOf(operations: readonly string[]): OperationStyle {
  return mostCommon(operations.filter(isMethod).map(spellingOf)) ?? 'Pascal';
}

/** A method rewritten in `style`, without its package and interface; what is no method stays as it is. */
export function restyleOperation(operation: string, type: CallType, style: OperationStyle): string {
  const method = operation.slice(operation.lastIndexOf('/') + 1);
  if (type !== 'rpc' || !isMethod(method) || operation.startsWith('/')) return operation;
  const words = wordsOf(method);
  if (style === 'snake') return words.join('_');
  const joined = joinWords(words, 'Pascal');
  return style === 'camel' ? joined.slice(0, 1).toLowerCase() + joined.slice(1) : joined;
}

/** Words that most names of a system begin or end with say nothing of the single service. */
export function withoutCommonWords(names: readonly string[]): ReadonlyMap<string, string> {
  let words = names.map((name) => wordsOf(name).filter((word, index, all) => word !== all[index - 1]));
  for (let round = 0; round < MAX_COMMON_WORDS; round++) {
    const first = commonWord(words, 0);
    const last = commonWord(words, -1);
    if (first === undefined && last === undefined) break;
    words = words.map((all) => {
      const from = all.length > 1 && all[0] === first ? 1 : 0;
      const rest = all.slice(from);
      return rest.length > 1 && rest.at(-1) === last ? rest.slice(0, -1) : rest;
    });
  }
  return distinctNames(names, words);
}

/** `com.example.shop.orders.Service` has four. */
const MAX_COMMON_WORDS = 4;

function commonWord(names: readonly (readonly string[])[], at: number): string | undefined {
  const words = names.flatMap((all) => (all.length > 1 ? (all.at(at) ?? []) : []));
  const word = mostCommon(words);
  return words.filter((one) => one === word).length * 2 > names.length ? word : undefined;
}

/** Where two services would come to the same name, the longer one keeps its own. */
function distinctNames(names: readonly string[], words: readonly (readonly string[])[]): Map<string, string> {
  const whole = names.map((name) => wordsOf(name).join('-'));
  const taken = new Set(whole.filter((name, index) => name === words[index]?.join('-')));
  return new Map(
    names.map((name, index) => {
      const [long = '', short = ''] = [whole[index], words[index]?.join('-')];
      const chosen = short === '' || taken.has(short) ? long : short;
      taken.add(chosen);
      return [name, chosen];
    }),
  );
}

function joinWords(words: readonly string[], join: NamingStyle['join']): string {
  if (join !== 'Pascal') return words.join(join);
  return words.map((word) => word.slice(0, 1).toUpperCase() + word.slice(1)).join('');
}

function joinOf(service: string): NamingStyle['join'] {
  if (service.includes('-')) return '-';
  if (service.includes('_')) return '_';
  return /\p{Lu}/u.test(service) ? 'Pascal' : '';
}

function startsUpper(name: string): boolean {
  return /^\p{Lu}\p{Ll}/u.test(name);
}

function isMethod(operation: string): boolean {
  return /^\p{L}[\p{L}\p{N}_.-]*$/u.test(operation);
}

function spellingOf(method: string): OperationStyle {
  if (method.includes('_')) return 'snake';
  return /^\p{Lu}/u.test(method) ? 'Pascal' : 'camel';
}

function mostCommon<T>(values: readonly T[]): T | undefined {
  const counts = new Map<T, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0];
}
