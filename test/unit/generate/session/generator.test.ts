import { beforeAll, describe, expect, it } from 'vitest';
import { checkSpec } from '../../../../server/src/core/constraints/check.ts';
import { createRandom } from '../../../../server/src/core/random.ts';
import { buildSpec, parseSpec } from '../../../../server/src/core/spec/build.ts';
import type { TraceParser } from '../../../../server/src/core/syntax/parser.ts';
import { syntaxDiagnostics } from '../../../../server/src/core/syntax/syntax-diagnostics.ts';
import { applyEdits } from '../../../../server/src/core/text/apply-edits.ts';
import { createGenerator } from '../../../../server/src/generate/create-generator.ts';
import type { Surroundings } from '../../../../server/src/generate/decoder/decode-subtree.ts';
import type { Generator } from '../../../../server/src/generate/generator.ts';
import { compileLibrary, type Library } from '../../../../server/src/generate/library/library.ts';
import { top } from '../../../../server/src/generate/mixture/mixture.ts';
import { placeAt } from '../../../../server/src/generate/session/place.ts';
import { surroundingsAt } from '../../../../server/src/generate/session/surroundings.ts';
import { createWorkspace } from '../../../../server/src/generate/session/workspace.ts';
import { fixture } from '../../../support/fixture.ts';
import { testParser } from '../../../support/parser.ts';
import { randomModel } from '../../../support/random-model.ts';

const SYSTEM = `service orders-db {
  db.system.name = "postgresql"
}

trace "place order" {
  http storefront "POST /orders" {
    rpc basket GetBasket 4ms
    rpc stock Reserve {
      db stock-db "UPDATE stock" 3ms
    }
    db orders-db "INSERT orders" 3ms
    send kafka order-placed 1ms
  }
}
`;

const WITH_MESSAGES = `trace "place order" {
  http storefront "POST /orders" {
    rpc basket GetBasket 4ms
    rpc stock Reserve {
      db stock-db "UPDATE stock" 3ms
      send bus order-placed 1ms
    }
    async recv mailer order-placed 5ms
  }
}
`;

const TRACKED = `trace "track order" {
  http storefront "GET /tracking/{id}" {
    http orders "GET /orders/{id}" {
      db orders-db "SELECT orders" 3ms
    }
  }
}
`;

let parser: TraceParser;
let generator: Generator;

beforeAll(async () => {
  parser = await testParser();
  generator = newGenerator();
});

/** Over a model of its own, whose answers start anew. */
function newGenerator(system = SYSTEM): Generator {
  return createGenerator({
    model: randomModel(1),
    library: Promise.resolve(shop(system)),
    parse: (text) => parseSpec(parser, text),
    filesBeside: () => [],
  });
}

function shop(system = SYSTEM): Library {
  return compileLibrary([{ name: 'shop', spec: parseSpec(parser, system) }]);
}

describe('the next call', () => {
  it.each([
    ['behind a brace', 'trace x {\n  http gateway "POST /orders" {$0\n  }\n}\n'],
    [
      'on a blank line',
      'trace x {\n  http gateway "POST /orders" {\n    rpc auth Verify 8ms\n    $0\n  }\n}\n',
    ],
    [
      'behind more calls than a model can read',
      `trace x {\n  http gateway "POST /orders" {\n${'    rpc auth Verify 8ms\n'.repeat(300)}    $0\n  }\n}\n`,
    ],
    [
      'behind a complete line',
      'trace x {\n  http gateway "POST /orders" {\n    rpc auth Verify 8ms$0\n  }\n}\n',
    ],
    ['in a block that is still open', 'trace x {\n  http gateway "POST /orders" {$0\n'],
    [
      'on the last line, of open blocks',
      'trace x {\n  http gateway "POST /orders" {\n    rpc auth Verify\n    $0',
    ],
    [
      'at the end of a text of open blocks',
      'trace x {\n  http gateway "POST /orders" {\n    rpc auth Verify 8ms$0',
    ],
    [
      'in an open block before another trace',
      'trace x {\n  http gateway "POST /orders" {\n    $0\n\ntrace y {\n  http gateway Get\n}\n',
    ],
    [
      'in a share of a choice',
      'trace x {\n  http gateway Get {\n    choose {\n      90%: rpc auth Verify {$0\n      }\n    }\n  }\n}\n',
    ],
    [
      'in par',
      'trace x {\n  http gateway "POST /orders" {\n    par {\n      rpc auth Verify 8ms\n      $0\n    }\n  }\n}\n',
    ],
  ])('parses and breaks no rule %s', async (_where, marked) => {
    for (let seed = 0; seed < 20; seed++) {
      for (const text of await accepted(marked, seed))
        expect(findings(text), text).toEqual(findings(marked.replace('$0', '')));
    }
  });

  it('keeps to what is required: no calls to a forbidden service, none too slow, none too many', async () => {
    const marked = `trace x {
  http gateway "POST /orders" {$0
  }
  require {
    calls <= 3
    depth <= 2
    never gateway -> stock
    every db: duration < 2ms
  }
}
`;
    for (let seed = 0; seed < 40; seed++) {
      for (const text of await accepted(marked, seed)) expect(findings(text), text).toEqual([]);
    }
  });

  it.each([
    ['a type', '    rp$0', /^rpc /],
    ['a service', '    rpc sto$0', /^rpc stock/],
    ['an operation', '    rpc stock Res$0', /^rpc stock Reserve /],
    ['a quoted operation', '    db orders-db "INS$0', /^db orders-db "INSERT orders" /],
    [
      'a quoted operation that the editor has closed',
      '    db orders-db "INS$0"',
      /^db orders-db "INSERT orders" /,
    ],
    [
      'an operation of a service that nobody knows',
      '    http invoices "POST$0',
      /^http invoices "POST \/invoices" /,
    ],
    ['a call that nobody waits for', '    async rpc sto$0', /^async rpc stock /],
    ['a service whose name is new', '    rpc ledger $0', /^rpc ledger \w+ /],
  ])('goes on with %s that is half typed', async (_what, line, begins) => {
    const texts = await proposals(`trace x {\n  http gateway "POST /orders" {\n${line}\n  }\n}\n`, 0);
    expect(texts.length).toBeGreaterThan(0);
    for (const text of texts) expect(text).toMatch(begins);
  });

  it('replaces the quote that the editor has closed', async () => {
    const texts = await accepted('trace x {\n  http gateway Get {\n    db orders-db "INS$0"\n  }\n}\n', 0);
    expect(texts.length).toBeGreaterThan(0);
    for (const text of texts) expect(findings(text), text).toEqual([]);
  });

  it('takes an operation that is known as it stands for complete', async () => {
    const [text] = await proposals('trace x {\n  http gateway Get {\n    rpc stock Reserve$0\n  }\n}\n', 0);
    expect(text).toMatch(/^\n {4}\w/);
  });

  it.each([
    ['outside of a trace', '$0\ntrace x {\n}\n'],
    ['where text follows the cursor', 'trace x {\n  http gateway $0"POST /orders" {\n  }\n}\n'],
    ['below a store', 'trace x {\n  db orders-db "INSERT orders" {$0\n  }\n}\n'],
    ['in a comment', 'trace x {\n  # note$0\n}\n'],
    [
      'where no call may be added',
      'trace x {\n  http gateway Get {$0\n  }\n  require {\n    calls 1\n  }\n}\n',
    ],
    ['in an exact trace', 'trace x exact {$0\n}\n'],
  ])('is not proposed %s', async (_where, marked) => {
    expect(await proposals(marked, 0)).toEqual([]);
  });

  it('comes for each of these places', async () => {
    const open = 'trace x {\n  http gateway "POST /orders" {\n    rpc auth Verify 8ms';
    for (const marked of [`${open}$0`, `${open}\n    $0`, `${open}\n    par {$0`]) {
      expect(await proposals(marked, 0), marked).not.toEqual([]);
    }
  });

  it('is another call in each further proposal', async () => {
    const marked = 'trace x {\n  http gateway "POST /orders" {$0\n  }\n}\n';
    for (let seed = 0; seed < 20; seed++) {
      const calls = (await accepted(marked, seed, 3)).map((text) =>
        text.split('\n')[2]?.replace(/ [\d.]+[mu]?s.*/, ''),
      );
      expect(calls.length).toBeGreaterThan(1);
      expect(new Set(calls).size, calls.join('; ')).toBe(calls.length);
    }
  });

  it('is in the words of the file: its entry begins the journey of the library that fits', async () => {
    const [text] = await proposals(
      'trace "place order" {\n  http ApiGateway "POST /orders" {$0\n  }\n}\n',
      0,
    );
    expect(text).toMatch(/^\n {4}(rpc (Basket|Stock) |db OrdersDb |send Kafka )/);
  });

  it('is what the file shows of the same request, before anything of the library', async () => {
    const shown =
      'trace a {\n  http gateway "POST /orders" {\n    rpc basket GetBasket\n    rpc coupons Redeem\n  }\n}\n';
    const marked = `${shown}trace b {\n  http gateway "POST /orders" {\n    rpc basket GetBasket$0\n  }\n}\n`;
    const { memory } = surroundingsOf(marked);
    const path = [
      {
        type: 'http' as const,
        service: 'gateway',
        operation: 'POST /orders',
        repeat: 1,
        overlaps: false,
        children: [],
      },
    ];
    const { probabilities } = memory.predictNext({ path, before: [{ type: 'rpc', service: 'basket' }] });
    expect(top(probabilities)[0]).toBe('rpc coupons');
    expect(memory.layersOfCaller('gateway')).toHaveLength(1);
  });

  it('never calls back who waits for it, and no entry', async () => {
    const marked = 'trace x {\n  http web Get {\n    rpc stock Reserve {$0\n    }\n  }\n}\n';
    for (let seed = 0; seed < 40; seed++) {
      for (const text of await proposals(marked, seed)) expect(text).not.toMatch(/web|storefront/);
    }
  });

  it.each([
    ['in an empty file', '$0'],
    ['behind the services of a file that has no trace yet', 'service orders-db\n\n$0\n'],
  ])('is a whole trace %s', async (_where, marked) => {
    for (let seed = 0; seed < 10; seed++) {
      const texts = await accepted(marked, seed, 1);
      expect(texts).toHaveLength(1);
      for (const text of texts) {
        expect(text).toMatch(/trace "place order" \{\n {2}http storefront "POST \/orders"/);
        expect(findings(text), text).toEqual(findings(marked.replace('$0', '')));
      }
    }
  });

  it('is no trace beside others, unless it is asked for one that is not told yet', async () => {
    const marked = 'trace x {\n  http gateway Get\n}\n\n$0\n';
    expect(await proposals(marked, 0)).toEqual([]);
    const [text] = await accepted(marked, 0, 3);
    expect(text).toMatch(/trace "place order" \{/);
    expect(await accepted(marked.replace('trace x', 'trace "place order"'), 0, 3)).toEqual([]);
  });

  it('is another trace than those that the file tells, if by another name', async () => {
    const system = `${SYSTEM}trace "order history" {\n  http storefront "GET /orders"\n}\ntrace browse {\n  http storefront "GET /items"\n}\n`;
    const { text: marked, offset } = fixture('trace "take an order" {\n  http gateway Get\n}\n\n$0\n');
    const snapshot = { uri: 'a', version: 1, text: marked, spec: parseSpec(parser, marked) };
    const options = { candidates: 3, seed: 0, temperature: 0 };
    const found = await newGenerator(system).propose(snapshot, offset, options, new AbortController().signal);
    expect(found[0]?.text).toMatch(/^trace browse \{/u);
  });

  it('is the same for the same seed and model, and another for another seed', async () => {
    const marked = 'trace x {\n  http gateway "POST /orders" {$0\n  }\n}\n';
    const drawn = (seed: number) => proposals(marked, seed, newGenerator());
    expect(await drawn(3)).toEqual(await drawn(3));
    const texts = await Promise.all(Array.from({ length: 10 }, (_, seed) => drawn(seed)));
    expect(new Set(texts.flat()).size).toBeGreaterThan(1);
  });
});

describe('filling', () => {
  const SKETCH = `trace "place order" within 1s {
  http gateway "POST /orders" {
    rpc auth Verify 8ms
    par {
      rpc stock Reserve ?(<50ms)
      rpc ? ? ?
    }
    ... calls 3..10, depth <= 2, no send
  }
}
`;

  it('leaves no hole and no finding', async () => {
    for (let seed = 0; seed < 20; seed++) {
      const { text, refused } = await fillAll(SKETCH, seed);
      expect(refused).toEqual([]);
      expect(text).not.toMatch(/\?|\.\.\./);
      expect(findings(text), text).toEqual([]);
    }
  });

  it('gives a named hole the same value wherever it stands', async () => {
    const { text } = await fillAll(
      'trace x {\n  http gateway Get {\n    rpc auth Verify ?t\n    rpc auth Verify ?t\n  }\n}\n',
      1,
    );
    const [first, second] = [...text.matchAll(/Verify (\S+)/g)].map((match) => match[1]);
    expect(first).toMatch(/\d/);
    expect(second).toBe(first);
  });

  it('lets a call take as long as what is filled in below it', async () => {
    const seen = 'trace seen {\n  http page Get 90s {\n    rpc report Render 80s\n  }\n}\n';
    for (let seed = 0; seed < 5; seed++) {
      const { text } = await fillAll(
        `${seen}trace x {\n  http gateway Get ? {\n    ... calls 1, include rpc report\n  }\n}\n`,
        seed,
      );
      const [, caller, callee] = /gateway Get (\S+) \{\n {4}rpc report \w+ (\S+)/u.exec(text) ?? [];
      expect(callee, text).toMatch(/^[\d.]+(s|m)$/u);
      expect(caller, text).toMatch(/^[\d.]+(s|m)$/u);
    }
  });

  it('draws anew for each hole, however alike the places are', async () => {
    const body = '{\n      ... calls 3\n    }\n';
    const { text } = await fillAll(
      `trace x {\n  http a Get {\n    rpc b Get ${body}    rpc b Get ${body}  }\n  http a Get {\n    rpc b Get ${body}  }\n}\n`,
      1,
    );
    const [, ...bodies] = text.split(/rpc b Get/u);
    expect(new Set(bodies.map((one) => one.split(/^ {4}\}/mu)[0])).size, text).toBe(3);
  });

  it('has who works on a message ask its sender about it, not do it again', async () => {
    const sketch = `trace x {
  http web "POST /users" {
    rpc users CreateUser {
      send kafka user.created
    }
  }
  async recv analytics user.created {
    rpc users ?
  }
}
`;
    for (let seed = 0; seed < 5; seed++)
      expect((await fillAll(sketch, seed)).text).toContain('rpc users GetUser');
  });

  it('begins a trace that is all hole with one call, which makes the others', async () => {
    for (const wishes of ['', 'calls 9, depth 4', 'calls 4, depth 2, include rpc basket', 'calls 1']) {
      const text = `trace x {\n  ... ${wishes}\n}\n`;
      for (let seed = 0; seed < 10; seed++) {
        const { text: filled } = await fillAll(text, seed);
        expect(filled.match(/^ {2}\w/gmu), filled).toHaveLength(1);
        expect(findings(filled), filled).toEqual([]);
      }
    }
  });

  it('tells the services that the file declares, and sends what is worked on', async () => {
    const declared = `service web
service cart
service inventory
service notifier
service inventory-pg { db.system.name = "postgresql" }
service events { messaging.system = "kafka" }
`;
    const written: string[] = [];
    for (let seed = 0; seed < 10; seed++) {
      const { text } = await fillAll(
        `${declared}trace x {\n  http web "POST /orders" {\n    ... calls 6\n  }\n}\n`,
        seed,
        newGenerator(WITH_MESSAGES),
      );
      for (const [, service = ''] of text.matchAll(/^ +(?:async )?(?!par)[a-z]+ (\S+)/gmu))
        expect(declared, text).toContain(`service ${service}`);
      const topic = /recv notifier (\S+)/u.exec(text)?.[1];
      if (topic !== undefined) expect(text).toContain(`send events ${topic} `);
      written.push(text);
    }
    expect(written.join()).toMatch(/rpc cart GetBasket/u);
    expect(written.join()).toMatch(/rpc inventory Reserve .*\{\n\s+db inventory-pg "UPDATE stock"/u);
    expect(written.join()).toMatch(/recv notifier inventory-placed/u);
  });

  it('makes a further trace of a file a journey of its own', async () => {
    const placed = `trace "place order" {
  http gateway "POST /orders" {
    rpc auth Verify 8ms
    rpc orders Create 90ms {
      db orders-pg "INSERT orders" 6ms
      rpc payments Charge 60ms
      send kafka order.created 2ms
    }
  }
}

`;
    const written: string[] = [];
    for (let seed = 0; seed < 10; seed++) {
      const { text } = await fillAll(
        `${placed}trace "track order" {\n  http gateway "GET /orders/{id}" {\n    ... calls 3\n  }\n}\n`,
        seed,
        newGenerator(TRACKED),
      );
      const told = text.slice(placed.length);
      expect(told).not.toMatch(/Create|INSERT|Charge|send kafka/u);
      written.push(told);
    }
    // In the way of the file: it checks first, and asks for methods.
    const own = written.filter((told) => /rpc auth Verify [\s\S]*rpc orders GetOrder /u.test(told));
    expect(own.length, written.join('\n')).toBeGreaterThan(4);
  });

  it('goes on as recorded traces do: from the same entry, with calls below the handler that made them', async () => {
    const recorded = `trace "7f3a" {
  http web "GET /hotels" 20ms {
    in web handle 19ms {
      rpc search Nearby 9ms {
        rpc geo Nearby 4ms
      }
      rpc profile GetProfiles 5ms
    }
  }
}

`;
    const written = await Promise.all(
      Array.from({ length: 10 }, async (_, seed) => {
        const { text } = await fillAll(`${recorded.repeat(6)}trace {\n  ... calls 5\n}\n`, seed);
        return text.slice(6 * recorded.length);
      }),
    );
    for (const text of written) {
      expect(text).toMatch(/^ {2}http web "GET \/hotels"/mu);
      expect(text).not.toMatch(/storefront|basket|stock/u);
    }
    const nested = written.filter((text) => /^ {4}in web handle .*\{\n\s+(?:par \{\n\s+)?rpc/mu.test(text));
    expect(nested.length, written.join('\n')).toBeGreaterThan(6);
  });

  it('may write as many calls as traces of the file have, where nothing says how many', async () => {
    const seen = `trace seen {\n  http page Get {\n${'    rpc basket GetBasket 1ms\n'.repeat(29)}  }\n}\n`;
    const counts = await Promise.all(
      [1, 2, 3, 4].map(async (seed) => {
        const { text } = await fillAll(`${seen.repeat(3)}trace x {\n  ...\n}\n`, seed);
        return text.slice(text.lastIndexOf('trace x')).match(/^ {4}/gm)?.length ?? 0;
      }),
    );
    expect(Math.max(...counts)).toBeGreaterThan(16);
  });

  it('calls a service that is asked for although nobody calls it yet', async () => {
    const { text, refused } = await fillAll(
      'trace x {\n  http gateway Get {\n    ... calls 2..4, include rpc ledger\n  }\n}\n',
      1,
    );
    expect(refused).toEqual([]);
    expect(text).toMatch(/rpc ledger \w+/);
  });

  it('takes a callee that stands there for what its name says', async () => {
    const { text } = await fillAll('trace x {\n  http gateway Get {\n    ? session-cache ? ?\n  }\n}\n', 1);
    expect(text).toMatch(/cache session-cache \w+ /);
  });

  it.each([
    ['a timeout, longer than the call', 'rpc auth Verify 20ms timeout ?', /timeout (60|80|100)ms$/m],
    ['a timeout within its bounds', 'rpc auth Verify 20ms timeout ?(2..3s)', /timeout 2s$/m],
    ['a timeout above an odd bound', 'rpc auth Verify 20ms timeout ?(>2040ms)', /timeout 2\.1s$/m],
    ['a backoff', 'rpc auth Verify 20ms retry 3 backoff ?', /backoff \d+ms$/m],
    ['a gap', 'rpc auth Verify 20ms after ?(<3ms)', /after [\d.]+[mu]s$/m],
    ['a number of runs', 'repeat ?(<4) {\n      rpc auth Verify 2ms\n    }', /repeat [23] \{$/m],
    [
      'what the other arms leave',
      'choose {\n      75%: rpc auth Verify\n      ?: rpc mail Send\n    }',
      /^ +25%: rpc mail/m,
    ],
    ['a share of its own', '?: rpc auth Verify', /^ +10%: rpc auth/m],
  ])('says %s', async (_what, line, expected) => {
    const sketch = `trace x within 5s {\n  http gateway Get {\n    ${line}\n  }\n}\n`;
    for (let seed = 0; seed < 10; seed++) {
      const { text, refused } = await fillAll(sketch, seed);
      expect(refused).toEqual([]);
      expect(text).toMatch(expected);
      expect(findings(text), text).toEqual(findings(sketch));
    }
  });

  it('never runs a body more often than the calls that are allowed', async () => {
    const sketch =
      'trace x {\n  http gateway Get {\n    repeat ? {\n      rpc auth Verify 2ms\n    }\n  }\n  require { calls <= 3 }\n}\n';
    for (let seed = 0; seed < 20; seed++) {
      const { text } = await fillAll(sketch, seed);
      expect(findings(text), text).toEqual([]);
    }
  });

  it('leaves a value that nothing tells, and says so', async () => {
    const { text, refused } = await fillAll('trace x {\n  http gateway Get {\n    tenant = ?\n  }\n}\n', 1);
    expect(text).toContain('tenant = ?');
    expect(refused.map(({ reason }) => reason).join()).toMatch(/attributes/);
  });

  it('leaves a soft value to a redraw', async () => {
    const { text } = await fillAll('trace x {\n  http gateway Get ?12ms\n}\n', 1);
    expect(text).toContain('?12ms');
  });

  it('says why a hole stays open', async () => {
    const { text, refused } = await fillAll(
      'trace x {\n  http gateway Get {\n    ... calls 5, depth 9\n  }\n}\n',
      1,
    );
    expect(text).toContain('...');
    expect(refused).toHaveLength(1);
  });

  it('fills only the hole at the cursor', async () => {
    const snapshot = { uri: 'u', version: 1, text: SKETCH, spec: parseSpec(parser, SKETCH) };
    const offset = SKETCH.indexOf('?(<50ms)') + 1;
    const { edits, filled } = await generator.fillAt(snapshot, offset, { seed: 0, temperature: 1 }, signal());
    expect(filled).toBe(1);
    expect(edits).toHaveLength(1);
    expect(SKETCH.slice(edits[0]?.range.start, edits[0]?.range.end)).toBe('?(<50ms)');
  });
});

function surroundingsOf(marked: string): Surroundings {
  const spec = parseSpec(parser, marked.replace('$0', ''));
  const place = placeAt(spec, marked.indexOf('$0'));
  if (!place) throw new Error('No calls may stand at the cursor.');
  const random = createRandom('test');
  return surroundingsAt(spec, place, createWorkspace([], shop()), { random, temperature: 0, named: [] });
}

async function proposals(marked: string, seed: number, from = generator): Promise<string[]> {
  const offset = marked.indexOf('$0');
  const text = marked.replace('$0', '');
  const snapshot = { uri: 'u', version: 1, text, spec: parseSpec(parser, text) };
  const found = await from.propose(snapshot, offset, { seed, temperature: 1, candidates: 1 }, signal());
  return found.map((proposal) => proposal.text);
}

/** The text after each proposal was accepted. */
async function accepted(marked: string, seed: number, candidates = 2): Promise<string[]> {
  const offset = marked.indexOf('$0');
  const text = marked.replace('$0', '');
  const snapshot = { uri: 'u', version: 1, text, spec: parseSpec(parser, text) };
  const found = await generator.propose(snapshot, offset, { seed, temperature: 1, candidates }, signal());
  return found.map(
    ({ range, text: inserted }) => text.slice(0, range.start) + inserted + text.slice(range.end),
  );
}

describe('drawing a subtree anew', () => {
  const FILE = `trace "place order" within 1s {
  http gateway "POST /orders" {
    tenant = "a"
    rpc auth Verify {$0
      cache sessions GET 1ms
    }
    require { calls <= 6 }
    rpc stock Reserve
  }
}
`;

  async function redrawn(marked: string, seed: number) {
    const { text, offset } = fixture(marked);
    const snapshot = { uri: 'u', version: 1, text, spec: parseSpec(parser, text) };
    const result = await generator.redraw(snapshot, offset, { seed, temperature: 1 }, signal());
    return { ...result, before: text, text: applyEdits(text, result.edits) };
  }

  it('changes what the call on the line makes, and nothing else', async () => {
    for (let seed = 0; seed < 10; seed++) {
      const { text, before, filled } = await redrawn(FILE, seed);
      expect(filled).toBe(1);
      expect(findings(text), text).toEqual([]);
      const around = (all: string) => all.replace(/(rpc auth Verify \{\n)[\s\S]*?\n {4}\}/u, '$1');
      expect(around(text)).toBe(around(before));
    }
  });

  it('keeps what is said about a call that is drawn anew', async () => {
    const { text } = await redrawn(FILE.replace('$0', '').replace('orders" {', 'orders" {$0'), 3);
    expect(text).toContain('tenant = "a"');
    expect(text).toContain('require { calls <= 6 }');
    expect(findings(text), text).toEqual([]);
  });

  it('differs from seed to seed, and is the same for the same', async () => {
    const seeds = [1, 2, 3, 4, 5, 6];
    const texts: string[] = [];
    for (const seed of [...seeds, 1]) {
      generator = newGenerator();
      texts.push((await redrawn(FILE, seed)).text);
    }
    expect(new Set(texts).size).toBeGreaterThan(1);
    expect(texts.at(-1)).toBe(texts[0]);
  });

  it('opens a body of one line', async () => {
    const { text } = await redrawn('trace x {\n  http gateway Get { rpc auth Verify }$0\n}\n', 2);
    expect(text).toMatch(/^trace x \{\n {2}http gateway Get \{\n {4}\S[\s\S]*\n {2}\}\n\}\n$/u);
    expect(findings(text), text).toEqual([]);
  });

  it.each([
    ['a call that makes none', 'trace x {\n  http gateway Get$0\n}\n'],
    ['no call', 'trace x {$0\n  http gateway Get { rpc auth Verify }\n}\n'],
    [
      'an exact trace',
      'trace x exact {\n  span server gateway Get {$0\n    span client auth Verify\n  }\n}\n',
    ],
  ])('leaves %s', async (_what, marked) => {
    const { edits, filled } = await redrawn(marked, 1);
    expect([edits, filled]).toEqual([[], 0]);
  });
});

async function fillAll(text: string, seed: number, by = generator) {
  const snapshot = { uri: 'u', version: 1, text, spec: parseSpec(parser, text) };
  const { edits, refused } = await by.fillAll(snapshot, { seed, temperature: 1 }, signal());
  const filled = [...edits]
    .reverse()
    .reduce(
      (result, edit) => result.slice(0, edit.range.start) + edit.text + result.slice(edit.range.end),
      text,
    );
  return { text: filled, refused };
}

function findings(text: string): string[] {
  const syntax = parser.open(text);
  const found = [...syntaxDiagnostics(syntax), ...checkSpec(buildSpec(syntax.root, text).spec)];
  syntax.dispose();
  return found.map(({ code, message }) => `${code}: ${message}`);
}

const signal = (): AbortSignal => new AbortController().signal;
