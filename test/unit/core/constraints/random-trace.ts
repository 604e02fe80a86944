import { pick, type Random } from '../../../../server/src/core/random.ts';

const SERVICES = ['web', 'cart', 'pay', 'fraud', 'stock'];
const STORES = ['orders-db', 'users-db'];
const TYPES = ['http', 'rpc', 'rpc', 'call', 'in', 'recv'];
const STORE_TYPES = ['db', 'cache', 'send'];

/** The text of a random trace with holes, groups and constraints, most of which can be met. */
export function randomTrace(random: Random): string {
  const within = random.below(4) === 0 ? ` within ${20 * (1 + random.below(20))}ms` : '';
  return `service cart as cart-a\ntrace t${within} {\n${body(random, 2 + random.below(2))}\n${required(random)}\n}`;
}

/** A service that a call of `type` may go to. */
export function calleeFor(random: Random, type: string): string {
  return pick(random, STORE_TYPES.includes(type) ? STORES : [...SERVICES, 'cart-a']);
}

export function randomType(random: Random): string {
  return pick(random, random.below(3) === 0 ? STORE_TYPES : TYPES);
}

export function isStoreType(type: string): boolean {
  return STORE_TYPES.includes(type);
}

function body(random: Random, depth: number): string {
  return Array.from({ length: 1 + random.below(3) }, () => statement(random, depth)).join('\n');
}

function statement(random: Random, depth: number): string {
  const inner = () => `{\n${body(random, depth - 1)}\n}`;
  switch (depth > 0 ? random.below(14) : random.below(8)) {
    case 0:
      return hole(random);
    case 8:
      return `par ${inner()}`;
    case 9:
      return `par 2 ${inner()}`;
    case 10:
      return `repeat ${pick(random, ['2', '1..3', '0..2'])} ${inner()}`;
    case 11:
      return `choose { 60%: ${inner()}\n40%: ${inner()} }`;
    case 12:
      return `30%: ${inner()}`;
    case 13:
      return `on error ${inner()}`;
    default:
      return call(random, depth);
  }
}

function call(random: Random, depth: number): string {
  const type = randomType(random);
  const nested = depth > 0 && !isStoreType(type) && random.below(2) === 0;
  const parts = [
    random.below(8) === 0 ? 'async' : '',
    random.below(15) === 0 && !nested ? '?' : type,
    random.below(12) === 0 ? '?' : calleeFor(random, type),
    pick(random, ['', '', '', 'x2', '@3ms', 'after 2ms', 'after 1..4ms']),
    duration(random, nested),
    random.below(10) === 0 ? `within ${10 * (1 + random.below(9))}ms` : '',
    nested ? `{\n${body(random, depth - 1)}\n${random.below(4) === 0 ? required(random) : ''}}` : '',
  ];
  return parts.filter((part) => part !== '').join(' ');
}

function duration(random: Random, nested: boolean): string {
  const size = nested ? 40 + random.below(160) : random.below(20);
  return pick(random, ['', `${size}ms`, `${Math.floor(size / 2)}ms..${size}ms`, `?(<${size + 1}ms)`]);
}

function hole(random: Random): string {
  const wishes = ['calls 1..4', 'depth <= 2', 'within 30ms', 'include rpc stock', 'no mq', 'count(db) <= 1'];
  const chosen = wishes.filter(() => random.below(6) === 0);
  return `... ${chosen.join(', ')}`.trim();
}

function required(random: Random): string {
  const clauses = [
    `duration < ${20 * (1 + random.below(20))}ms`,
    `duration > ${1 + random.below(30)}ms`,
    `calls ${random.below(10)}..${10 + random.below(10)}`,
    `calls <= ${3 + random.below(12)}`,
    `depth <= ${1 + random.below(4)}`,
    `depth >= ${1 + random.below(3)}`,
    `count(rpc cart) <= ${random.below(4)}`,
    `count(db) >= ${random.below(3)}`,
    'some rpc stock',
    'never web -> orders-db',
    'never * -> pay',
    'never send',
    'rpc fraud before rpc pay',
    `every db: duration < ${5 + random.below(20)}ms`,
    `every rpc: calls <= ${1 + random.below(4)}`,
    'every http: depth >= 1',
  ];
  const chosen = clauses.filter(() => random.below(7) === 0);
  return `require {\n${chosen.join('\n')}\n}`;
}
