import type { CallType } from '../../core/spec/spec.ts';
import { wordsOf } from '../codec/words.ts';

/** How the services of a file are named: `orders`, `order-service`, `OrderService`, `order_svc`. */
export interface NamingStyle {
  readonly join: '-' | '_' | 'Pascal' | '';
  /** Word that every service ends in, or none. */
  readonly suffix: string;
}

const SUFFIXES = ['service', 'svc', 'api', 'server', 'app'];
/** Fewer services show a habit of nobody. */
const MIN_SERVICES = 2;

/** The style that most of `services` follow; undefined where they are too few to tell. */
export function styleOf(services: readonly string[]): NamingStyle | undefined {
  if (services.length < MIN_SERVICES) return undefined;
  const suffixed = SUFFIXES.find(
    (suffix) => services.filter((service) => wordsOf(service).at(-1) === suffix).length * 2 > services.length,
  );
  const compound = services.filter((service) => wordsOf(service).length > 1);
  return { join: mostCommon(compound.map(joinOf)) ?? '-', suffix: suffixed ?? '' };
}

/** `service` rewritten in `style`; stores and queues keep their own last word (`orders-db`). */
export function restyle(service: string, type: CallType, style: NamingStyle): string {
  const words = wordsOf(service);
  const isStore = type === 'db' || type === 'cache' || type === 'send';
  const bare =
    !isStore && words.length > 1 && SUFFIXES.includes(words.at(-1) ?? '') ? words.slice(0, -1) : words;
  const complete =
    isStore || style.suffix === '' || bare.at(-1) === 'gateway' ? bare : [...bare, style.suffix];
  return joinWords(complete, style.join);
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

function mostCommon<T>(values: readonly T[]): T | undefined {
  const counts = new Map<T, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0];
}
