import { createRandom, pick, type Random } from '../../server/src/core/random.ts';

/**
 * Random `.trace` texts that use every form of the language, in any layout: modifiers in any order, blanks, comments,
 * `;` and line breaks wherever they may stand. The same seed gives the same text.
 */
export function randomSource(seed: number, items = 4): string {
  const random = createRandom(`source/${seed}`);
  const writer = new SourceWriter(random);
  for (let count = 0; count < items; count += 1) writer.item();
  return writer.text;
}

/** Words that mean something somewhere, and so have to be quoted somewhere. */
const KEYWORDS = (
  'http rpc db cache send recv call in async par repeat choose on error span event throw link dropped id parent start ' +
  'schema scope require broken latency as ok timeout retry backoff after within flags state exact seed before every some ' +
  'never count duration calls depth include no rare slow mq mix from for arrivals at fault fill export temperature shards ' +
  'rate true false null server client attributes events links x3 service trace scenario absent'
).split(' ');
const WORDS = ['orders', 'cart-a', 'GET', 'cart.v1.Cart/Get', '/cart/items', 'größe', 'b', 'x'];
const QUOTED = [
  'POST /orders',
  '',
  'say "hi"',
  'a\\b',
  'tab\there',
  'zwei\nZeilen',
  '{ # }',
  '…',
  '12ms',
  '?',
];
const TIMES = ['12ms', '1.5s', '250us', '1m30s', '41203118ns', '0ns'];
const LITERALS = [
  '503',
  '-1.5e3',
  '64K',
  '0x1f',
  '8%',
  '50/s',
  '"GET"',
  'b"AAECAw=="',
  'true',
  'null',
  'word',
];
const DATETIMES = ['2026-03-02T10:15:00.000000321Z', '2026-11-27T08:00:00+01:00'];

class SourceWriter {
  text = '';
  readonly #random: Random;
  #depth = 0;

  constructor(random: Random) {
    this.#random = random;
  }

  item(): void {
    const kinds = [() => this.#trace(), () => this.#service(), () => this.#latency(), () => this.#scenario()];
    this.#chance(0.1, () => this.#put('/-'));
    pick(this.#random, kinds)();
    this.#end('\n');
  }

  #trace(): void {
    this.#put('trace');
    this.#chance(0.8, () => this.#put(this.#name()));
    this.#chance(0.2, () => this.#put('exact'));
    this.#chance(0.2, () => this.#put(`within ${pick(this.#random, TIMES)}`));
    this.#block(() => this.#statement(), ',');
  }

  #service(): void {
    this.#put(`service ${this.#name()}`);
    this.#chance(0.3, () => this.#put(`as ${pick(this.#random, WORDS)}`));
    this.#chance(0.3, () => this.#put('x3'));
    this.#chance(0.8, () => this.#block(() => this.#serviceStatement(), ','));
  }

  #serviceStatement(): void {
    this.#oneOf([
      () => this.#attribute(),
      () => this.#put('schema "https://example.org/1"'),
      () => this.#put('dropped attributes 2'),
      () => this.#scope(),
    ]);
  }

  #scope(): void {
    this.#put(`scope ${this.#name()}`);
    this.#chance(0.5, () => this.#put('"0.58.0"'));
    this.#chance(0.5, () => this.#block(() => this.#serviceStatement(), ','));
  }

  #latency(): void {
    this.#put('latency');
    this.#block(() => this.#put(`${pick(this.#random, ['rpc *', 'db orders', '*'])} ${this.#time()}`));
  }

  #scenario(): void {
    this.#put(`scenario ${this.#name()}`);
    this.#chance(0.5, () => this.#put('seed 42'));
    this.#block(() => this.#scenarioStatement());
  }

  #scenarioStatement(): void {
    this.#oneOf([
      () => this.#put(`mix 80% ${this.#name()} , 20% checkout`),
      () => this.#put(`from ${pick(this.#random, DATETIMES)} for 30m`),
      () => this.#put('arrivals poisson 50/s ->400/s at 10m'),
      () => this.#fault(),
      () => this.#put(`fill ${this.#name()} temperature 0.8 seed 3`),
      () => this.#put('export otlp "out/{shard}.gz" shards 8'),
      () => this.#put('send otlp-http "http://localhost" rate 200/s'),
      () => this.#require(),
      () => this.#latency(),
    ]);
  }

  #fault(): void {
    this.#put(`at 12m for 4m fault ${this.#name()}`);
    this.#block(() =>
      this.#put(pick(this.#random, ['db orders: duration x8, 4% !timeout', 'rpc: duration 3ms', '*: !'])),
    );
  }

  #statement(): void {
    this.#chance(0.05, () => this.#put('/-'));
    if (this.#random.next() < 0.5) this.#call();
    else this.#otherStatement();
  }

  #otherStatement(): void {
    this.#oneOf([
      () => this.#span(),
      () => this.#control(),
      () =>
        this.#put(
          `...${pick(this.#random, [' calls 3..10,depth<=2', '', ' rare, within 2s', ' include rpc a b, no mq, slow'])}`,
        ),
      () => this.#attribute(),
      () => this.#record(),
      () => this.#put(`dropped ${pick(this.#random, ['attributes', 'events', 'links'])} 7`),
      () => this.#require(),
      () => this.#put(`broken ${pick(this.#random, ['late 2m', 'skew -5ms', 'missing-parent'])}`),
      () => this.#put('id 5b8efff798038103d269b633813fc60c'),
      () => this.#put(`start ${pick(this.#random, DATETIMES)}`),
      () => this.#latency(),
      () => this.#alternative(),
    ]);
  }

  #call(): void {
    this.#chance(0.2, () => this.#put('async'));
    this.#put(pick(this.#random, ['http', 'rpc', 'db', 'cache', 'send', 'recv', 'call', 'in', '?']));
    this.#put(this.#nameOrOpen());
    this.#chance(0.7, () => this.#put(this.#nameOrOpen()));
    this.#modifiers();
    this.#chance(0.3, () => this.#block(() => this.#statement(), ','));
  }

  #span(): void {
    this.#put(`span ${pick(this.#random, ['server', 'internal'])} ${this.#name()} ${this.#name()}`);
    this.#modifiers();
    this.#chance(0.3, () => this.#block(() => this.#statement(), ','));
  }

  #modifiers(): void {
    const rest = [
      'x3',
      'as root',
      'id eee19b7ec3c1b174',
      'parent ffffffffffffff01',
      'flags 0x301',
      'state "a=1"',
      pick(this.#random, ['ok', '!', '!503', '!"no way"', '!timeout', '8% !503']),
      `@${this.#time()}`,
      `timeout ${this.#time()}`,
      'retry 2 backoff 20ms..200ms',
      `after ${this.#time()}`,
      'within 2s',
      this.#time(),
    ];
    for (let count = this.#random.below(5); count > 0; count -= 1) {
      const [modifier = ''] = rest.splice(this.#random.below(rest.length), 1);
      this.#put(modifier);
    }
    // Last, since a time behind it would be its value.
    this.#chance(0.1, () => this.#put('broken duplicate-id'));
  }

  #control(): void {
    this.#put(
      pick(this.#random, ['par', 'par 3', 'repeat 1..4', 'repeat 2', 'repeat ?', 'choose', 'on error']),
    );
    this.#block(() => this.#statement(), ',');
  }

  #alternative(): void {
    this.#put(`${pick(this.#random, ['30%', '?'])}${pick(this.#random, [':', ' :'])}`);
    if (this.#random.next() < 0.5) this.#block(() => this.#statement(), ',');
    else this.#call();
  }

  #record(): void {
    this.#put(
      pick(this.#random, [
        'event exception',
        'throw redis.Timeout "read tcp"',
        'link sent',
        `link ${'0a'.repeat(16)}/${'0b'.repeat(8)}`,
      ]),
    );
    this.#chance(0.7, () => this.#block(() => this.#attribute(), ','));
  }

  #require(): void {
    this.#put('require');
    this.#block(() =>
      this.#put(
        pick(this.#random, [
          'duration<2s',
          'calls 8..40',
          'depth == 3',
          'every db: duration < 100ms',
          'some rpc stock',
          'within 3s',
          'rpc fraud before rpc pay Charge',
          'count( db orders )==1',
          'never web->db',
          'never * -> "rpc"',
          'never mq',
          `some rpc ${this.#name()}`,
          'some rpc "before" "before"',
        ]),
      ),
    );
  }

  #attribute(): void {
    this.#put(`${this.#name()}${pick(this.#random, ['=', ' = '])}${this.#value(2)}`);
  }

  #value(depth: number): string {
    const simple = [...LITERALS, ...TIMES, ...DATETIMES, '?', '?(>=5)', '?same', '?"GET"', '?7', '1 .. 5'];
    if (depth === 0 || this.#random.next() < 0.6) return pick(this.#random, simple);
    const part = () => this.#value(depth - 1);
    return pick(this.#random, [
      () => `[${part()},  ${part()}]`,
      () => `[\n${part()} # first\n, ${part()}\n# last\n]`,
      () => '[]',
      () => `{ a=${part()}, "b c" = ${part()} }`,
      () => `{\n a = ${part()}\n}`,
      () => 'GET | "POST" |PUT',
      () => '200 95%, 404 3% , 500 2%',
    ])();
  }

  #time(): string {
    return pick(this.#random, [
      ...TIMES,
      '?',
      '?x',
      '?( <50ms )',
      '?(5..50ms)',
      '?12ms',
      '10..20ms',
      '10ms .. 20ms',
      '30ms+/-10ms',
      '30±10ms',
      '~lognormal(p50=4ms,p99 = 60ms)',
      '~mix(95% 80..200ms, 5% 1..3s)',
      '~exp( mean=3ms )',
      '~empirical("f.csv")',
      '5ms | 7ms',
      '5ms 95%, 70ms 5%',
    ]);
  }

  #name(): string {
    const kind = this.#random.next();
    if (kind < 0.6) return pick(this.#random, WORDS);
    return JSON.stringify(pick(this.#random, kind < 0.8 ? QUOTED : KEYWORDS));
  }

  #nameOrOpen(): string {
    return this.#random.next() < 0.85 ? this.#name() : pick(this.#random, ['?', '?svc', '?"GET"']);
  }

  #block(entry: () => void, separator = ''): void {
    this.#put('{');
    this.#depth += 1;
    this.#chance(0.2, () => this.#lineEnd());
    for (let count = this.#depth > 4 ? 0 : this.#random.below(4); count > 0; count -= 1) {
      const start = this.text.length;
      entry();
      // A comma behind `...` would go on with its wishes.
      const isOpen = this.text.includes('...', start);
      this.#end(pick(this.#random, ['\n', '\n', ';', separator === '' || isOpen ? '\n' : separator]));
    }
    this.#depth -= 1;
    this.#put('}');
  }

  #end(separator: string): void {
    if (separator === '\n') this.#lineEnd();
    else this.text += separator;
  }

  /** A line break with what may stand around it. */
  #lineEnd(): void {
    this.#chance(0.2, () => {
      this.text += '  # why';
    });
    this.text += '\n';
    this.#chance(0.1, () => {
      this.text += ' # alone\n';
    });
    this.#chance(0.15, () => {
      this.text += '\n\n\n';
    });
  }

  #put(words: string): void {
    this.text += pick(this.#random, [' ', ' ', '  ', '\t']) + words;
  }

  #chance(share: number, write: () => void): void {
    if (this.#random.next() < share) write();
  }

  #oneOf(writes: readonly (() => void)[]): void {
    pick(this.#random, writes)();
  }
}
