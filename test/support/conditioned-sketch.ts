import { pick, type Random } from '../../server/src/core/random.ts';

/** A trace with one `...`, under conditions that the part which was cut out of it meets. */
export interface ConditionedSketch {
  readonly text: string;
  /** The same with the part still in it: proof that the conditions can be met. */
  readonly whole: string;
  readonly wishes: Wishes;
}

/** What the hole asks for. */
export interface Wishes {
  readonly calls?: readonly [number, number];
  readonly depth?: readonly [number, number];
  readonly include?: string;
  readonly without?: string;
}

interface Call {
  readonly type: string;
  readonly service: string;
  readonly operation: string;
  /** Milliseconds. */
  readonly duration: number;
  readonly children: readonly Call[];
}

const SERVICES = ['orders', 'stock', 'basket', 'auth', 'pricing', 'mail'];
const LEAVES = [
  { type: 'db', service: 'orders-db', operation: '"SELECT orders"' },
  { type: 'db', service: 'stock-db', operation: '"UPDATE stock"' },
  { type: 'cache', service: 'session-cache', operation: 'GET' },
  { type: 'send', service: 'order-events', operation: 'order-placed' },
];
const OPERATIONS = ['Get', 'List', 'Reserve', 'Place'];
const DEEPEST = 4;

/** A random trace, a random part of it cut out, and random conditions that hold of it. */
export function conditionedSketch(random: Random): ConditionedSketch {
  const entry = randomCall(random, 1, { type: 'http', service: 'gateway', operation: '"POST /orders"' });
  const caller = pick(random, withChildren(entry));
  const kept = random.below(caller.children.length);
  const cut = caller.children.slice(kept);
  const wishes = wishesFor(cut, random);
  const hole = spellHole(wishes, sum(cut), random);
  const require = spellRequire(clausesFor(entry, random));
  // The file shows the trace itself, so that every call that is needed is known.
  const file = (body: string) => `trace known {\n${print(entry, 1)}}\n\ntrace asked {\n${body}${require}}\n`;
  return { text: file(print(entry, 1, { caller, kept, hole })), whole: file(print(entry, 1)), wishes };
}

function spellHole({ calls, depth, include, without }: Wishes, time: number, random: Random): string {
  const wishes = [
    spellRange('calls', calls),
    spellRange('depth', depth),
    random.next() < 0.3 ? `within ${time + random.below(20)}ms` : '',
    include === undefined ? '' : `include ${include}`,
    without === undefined ? '' : `no ${without}`,
    moodOf(random),
  ];
  return `... ${wishes.filter((wish) => wish !== '').join(', ')}`.trimEnd();
}

function spellRequire(clauses: readonly string[]): string {
  if (clauses.length === 0) return '';
  return `  require {\n${clauses.map((clause) => `    ${clause}\n`).join('')}  }\n`;
}

function randomCall(
  random: Random,
  level: number,
  head?: Pick<Call, 'type' | 'service' | 'operation'>,
): Call {
  const leaf = !head && (level >= DEEPEST || random.next() < 0.45);
  if (leaf) return { ...pick(random, LEAVES), duration: 1 + random.below(9), children: [] };
  const width = (head ? 1 : 0) + random.below(level === 1 ? 6 : 4);
  const children = Array.from({ length: width }, () => randomCall(random, level + 1));
  return {
    ...(head ?? { type: 'rpc', service: pick(random, SERVICES), operation: pick(random, OPERATIONS) }),
    duration: sum(children) + 1 + random.below(9),
    children,
  };
}

function wishesFor(cut: readonly Call[], random: Random): Wishes {
  const calls = all(cut);
  const absent = ['db', 'cache', 'send', 'http'].filter((type) => calls.every((call) => call.type !== type));
  const included = pick(random, calls);
  return {
    ...(random.next() < 0.6 ? { calls: around(calls.length, random) } : {}),
    ...(random.next() < 0.4 ? { depth: around(depthOf(cut), random) } : {}),
    ...(random.next() < 0.2 ? { include: `${included.type} ${included.service}` } : {}),
    ...(absent.length > 0 && random.next() < 0.2 ? { without: pick(random, absent) } : {}),
  };
}

/** A range that holds `value`, often nothing else. */
function around(value: number, random: Random): readonly [number, number] {
  if (random.next() < 0.4) return [value, value];
  return [Math.max(1, value - random.below(4)), value + random.below(4)];
}

/** Clauses that hold of the whole trace. */
function clausesFor(entry: Call, random: Random): string[] {
  const calls = all([entry]);
  const one = pick(random, calls);
  const counted = pick(random, calls);
  const alike = calls.filter(({ type, service }) => type === counted.type && service === counted.service);
  const slowest = Math.max(...calls.filter(({ type }) => type === 'db').map(({ duration }) => duration), 1);
  const [first, second] = [pick(random, calls), pick(random, calls)];
  const edges = new Set(edgesOf(entry));
  const [from, to] = [
    pick(random, SERVICES),
    pick(random, [...SERVICES, ...LEAVES.map(({ service }) => service)]),
  ];
  const candidates = [
    `duration <= ${entry.duration + random.below(9)}ms`,
    spellRange('calls', around(calls.length, random)),
    spellRange('depth', around(depthOf([entry]), random)),
    `every db: duration <= ${slowest}ms`,
    `some ${one.type} ${one.service}`,
    `count(${counted.type} ${counted.service}) ${pick(random, ['==', '<=', '>='])} ${alike.length}`,
    ...(startsBefore(calls, first, second)
      ? [`${first.type} ${first.service} before ${second.type} ${second.service}`]
      : []),
    ...(edges.has(`${from} ${to}`) || from === to ? [] : [`never ${from} -> ${to}`]),
  ];
  return candidates.filter(() => random.next() < 0.25);
}

function startsBefore(calls: readonly Call[], first: Call, second: Call): boolean {
  const at = (wanted: Call) =>
    calls.findIndex(({ type, service }) => type === wanted.type && service === wanted.service);
  return at(first) < at(second);
}

function moodOf(random: Random): string {
  return random.next() < 0.15 ? pick(random, ['slow', 'rare']) : '';
}

function spellRange(quantity: string, range: readonly [number, number] | undefined): string {
  if (!range) return '';
  const [low, high] = range;
  return low === high ? `${quantity} ${low}` : `${quantity} ${low}..${high}`;
}

interface Cut {
  readonly caller: Call;
  readonly kept: number;
  readonly hole: string;
}

function print(call: Call, level: number, cut?: Cut): string {
  const margin = '  '.repeat(level);
  const line = `${margin}${call.type} ${call.service} ${call.operation} ${call.duration}ms`;
  if (call.children.length === 0) return `${line}\n`;
  const isCut = cut?.caller === call;
  const shown = isCut ? call.children.slice(0, cut.kept) : call.children;
  const body = shown.map((child) => print(child, level + 1, cut)).join('');
  return `${line} {\n${body}${isCut ? `${margin}  ${cut.hole}\n` : ''}${margin}}\n`;
}

const sum = (calls: readonly Call[]): number => calls.reduce((total, { duration }) => total + duration, 0);

/** In the order of their starts. */
const all = (calls: readonly Call[]): Call[] => calls.flatMap((call) => [call, ...all(call.children)]);

const withChildren = (call: Call): Call[] => all([call]).filter(({ children }) => children.length > 0);

const depthOf = (calls: readonly Call[]): number =>
  calls.length === 0 ? 0 : 1 + Math.max(...calls.map(({ children }) => depthOf(children)));

const edgesOf = (call: Call): string[] =>
  call.children.flatMap((child) => [`${call.service} ${child.service}`, ...edgesOf(child)]);
