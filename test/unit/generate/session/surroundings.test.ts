import { beforeAll, describe, expect, it, test } from 'vitest';
import type { Conditions } from '../../../../server/src/core/constraints/conditions.ts';
import { createRandom } from '../../../../server/src/core/random.ts';
import { parseSpec } from '../../../../server/src/core/spec/build.ts';
import type { Spec } from '../../../../server/src/core/spec/spec.ts';
import type { TraceParser } from '../../../../server/src/core/syntax/parser.ts';
import type { Surroundings } from '../../../../server/src/generate/decoder/decode-subtree.ts';
import { RuleState } from '../../../../server/src/generate/decoder/rule-state.ts';
import { NOTHING_TYPED } from '../../../../server/src/generate/decoder/typed-call.ts';
import { compileLibrary, type Library } from '../../../../server/src/generate/library/library.ts';
import { placeAt } from '../../../../server/src/generate/session/place.ts';
import { surroundingsAt } from '../../../../server/src/generate/session/surroundings.ts';
import {
  createWorkspace,
  Workspaces,
  workspaceFileOf,
} from '../../../../server/src/generate/session/workspace.ts';
import { tracesOf } from '../../../../server/src/generate/session/written-traces.ts';
import { TraceDocument } from '../../../../server/src/workspace/trace-document.ts';
import { fixture } from '../../../support/fixture.ts';
import { answers } from '../../../support/memory-answers.ts';
import { node } from '../../../support/nodes.ts';
import { testParser } from '../../../support/parser.ts';

/** All that this file knows stands in the body that the cursor is in. */
const ORDERS = `trace {
  http gateway "POST /orders" {
    rpc auth Verify {
      cache sessions GET
    }
    rpc basket GetBasket
    rpc price Quote {
      rpc tax Calculate
    }
    rpc stock Reserve
    $0
    db orders-db "INSERT orders"
  }
}
`;
const BORROWED = 'trace {\n  http storefront "POST /orders" {\n    rpc parcels Book\n  }\n}\n';

const UNLIMITED: Conditions = {
  calls: { min: 0, max: Number.POSITIVE_INFINITY },
  depth: { min: 0, max: Number.POSITIVE_INFINITY },
  time: { max: Number.POSITIVE_INFINITY },
  durations: [],
  forbidden: [],
  forbiddenEdges: [],
  counts: [],
  order: [],
  slow: false,
  rare: false,
};

let parser: TraceParser;
let library: Library;

beforeAll(async () => {
  parser = await testParser();
  library = compileLibrary([{ name: 'orders', spec: parseSpec(parser, BORROWED) }]);
});

function surroundings(marked: string, beside: readonly string[] = [], type = ''): Surroundings {
  const { text, offset } = fixture(marked);
  const spec = parseSpec(parser, text);
  const place = placeAt(spec, offset);
  if (place === undefined) throw new Error('No calls may stand at the cursor.');
  const files = beside.map((other) => workspaceFileOf(parseSpec(parser, other)));
  const workspace = createWorkspace(files, library);
  const typed = type === '' ? {} : { typed: { ...NOTHING_TYPED, type, typeDone: true } };
  return surroundingsAt(spec, place, workspace, {
    random: createRandom('test'),
    temperature: 0,
    named: [],
    ...typed,
  });
}

const servicesOf = ({ catalogue }: Surroundings) => catalogue.entries.map(({ service }) => service);

test('the services beside a place and below those are known, and need no library', () => {
  expect(servicesOf(surroundings(ORDERS))).toEqual([
    'auth',
    'basket',
    'gateway',
    'orders-db',
    'price',
    'sessions',
    'stock',
    'tax',
  ]);
});

test('what the calls beside a place make is remembered, their own layer is not', () => {
  const { memory } = surroundings(ORDERS);
  const calleesOf = (caller: string) =>
    memory.layersOfCaller(caller).map(({ calls }) => calls.map(({ service }) => service));
  expect(calleesOf('auth')).toEqual([['sessions']]);
  expect(calleesOf('gateway')).toEqual([]);
  expect([...memory.operationsOf('rpc', 'stock')]).toEqual([['Reserve', 1]]);
});

test('the services of the file come before those of a workspace that fills the catalogue', () => {
  const many = Array.from({ length: 100 }, (_, index) => `  rpc other-${index} Do\n`).join('');
  const found = servicesOf(surroundings(ORDERS, [`trace {\n${many}}\n`]));
  expect(found).toContain('stock');
  expect(found.length).toBeLessThan(100);
});

test('the model reads the same catalogue at every place of a file', () => {
  const elsewhere = ORDERS.replace('    $0\n', '').replace(
    'cache sessions GET\n',
    'cache sessions GET\n      $0\n',
  );
  expect(surroundings(elsewhere).catalogue.head).toEqual(surroundings(ORDERS).catalogue.head);
});

test('who keeps users does not say what has happened to orders', () => {
  const declared =
    'service web\nservice users\nservice orders\nservice kafka { messaging.system = "kafka" }\n';
  const shown =
    'trace {\n  http web "POST /orders" {\n    rpc orders CreateOrder {\n      send kafka OrderPlaced\n    }\n  }\n}\n';
  const place =
    'trace "sign up" {\n  http web "POST /users" {\n    rpc users CreateUser {\n      $0\n    }\n  }\n}\n';
  const { operationOf } = surroundings(`${declared}${shown.repeat(4)}${place}`);
  const request = {
    caller: node('rpc users CreateUser'),
    asked: 'creates' as const,
    type: 'send' as const,
    service: 'kafka',
    before: [],
    rules: new RuleState(UNLIMITED),
    beginning: '',
  };
  expect(operationOf(request)).toBe('user.created');
});

test('a request that says what is to be done is passed on, whatever the service was asked before', () => {
  const declared =
    'service web\nservice visits\nservice rooms\nservice bills\nservice visits-db { db.system.name = "postgresql" }\n';
  const shown = 'trace {\n  http web "POST /visits" {\n    http visits "POST /slots/{id}/book"\n  }\n}\n';
  const place = 'trace {\n  http web "POST /visits/{id}/check-in" {\n    $0\n  }\n}\n';
  const caller = { ...node('http web'), operation: 'POST /visits/{id}/check-in' };
  const request = {
    caller,
    asked: undefined,
    type: 'http' as const,
    service: 'visits',
    before: [],
    rules: new RuleState(UNLIMITED),
    beginning: '',
  };
  expect(surroundings(declared + shown + place).operationOf(request)).toBe('POST /visits/{id}/check-in');
});

test('a service that is only declared is asked as the others are, a front door over HTTP', () => {
  const declared = 'service shop-web\nservice parcels\nservice stock\nservice mail\n';
  const shown = 'trace {\n  http shop-web "GET /stock" {\n    http stock "GET /stock"\n  }\n}\n';
  const { typesOf } = surroundings(`${declared}${shown}trace {\n  http shop-web {\n    $0\n  }\n}\n`);
  expect([...typesOf('mail', 'stock')]).toEqual(['http']);
  const methods = shown.replace('http stock "GET /stock"', 'rpc stock List');
  const asked = surroundings(`${declared}${methods}trace {\n  $0\n}\n`);
  expect([...asked.typesOf('mail', 'stock')]).toEqual(['rpc']);
  expect([...asked.typesOf('shop-web', '')]).toEqual(['http']);
});

test('a trace that another file begins like it, but does not tell yet, is still a new journey', () => {
  const names = 'alarms doors lamps lifts meters pumps vents valves'.split(' ');
  const eight = names.map((name) => `    rpc ${name} Do\n`).join('');
  const shown = `trace {\n  http web "POST /visits" {\n${eight}  }\n}\n`;
  const begun = 'trace {\n  http web "POST /orders" {\n    $0\n  }\n}\n';
  const withOther = (other: string) => servicesOf(surroundings(`${shown}${begun}`, [other]));
  expect(withOther(begun.replace('$0', ''))).toContain('orders');
  expect(withOther(begun.replace('$0', 'rpc lamps Do'))).not.toContain('orders');
});

test('what traces of a single other request do first is no habit of who begins them', () => {
  const first = (call: string) => {
    const shown = `trace {\n  http gateway "POST /readings" {\n    ${call}\n    rpc devices Profile\n  }\n}\n`;
    const { memory } = surroundings(`${shown}trace {\n  http gateway "POST /orders" {\n    $0\n  }\n}\n`, [
      shown,
    ]);
    const begun = memory.layersOfCaller('gateway').filter(({ operation }) => operation === 'POST /orders');
    return begun.map(({ calls }) => calls[0]?.service);
  };
  expect(first('rpc devices Profile')).not.toContain('devices');
  expect(first('rpc auth Verify')).toContain('auth');
});

test('a service that the file calls without an operation gets none from the library', () => {
  const silent = 'trace {\n  http storefront {\n    rpc parcels\n  }\n}\n';
  const another = 'trace {\n  http web {\n    http storefront\n  }\n}\n';
  const { operationOf } = surroundings(`${silent}${another}trace {\n  $0\n}\n`);
  const request = {
    caller: undefined,
    asked: undefined,
    type: 'http' as const,
    service: 'storefront',
    before: [],
    rules: new RuleState(UNLIMITED),
    beginning: '',
  };
  expect(operationOf(request)).toBeUndefined();
  expect(operationOf({ ...request, beginning: 'POST' })).toBe('POST /orders');
});

test('a trace begins as the others where these repeat each other, else in a way of its own', () => {
  const begins = 'trace {\n  http storefront "GET /parcels" {\n    rpc parcels Find\n  }\n}\n';
  const next = (file: string) =>
    surroundings(`${file}trace {\n  $0\n}\n`).operationOf({
      caller: undefined,
      asked: undefined,
      type: 'http',
      service: 'storefront',
      before: [],
      rules: new RuleState(UNLIMITED),
      beginning: '',
    });
  expect(next(begins)).not.toBe('GET /parcels');
  expect(next(begins + begins)).toBe('GET /parcels');
});

test('what is habitual is not named where something else is typed', () => {
  const { operationOf } = surroundings(
    'trace {\n  http web {\n    rpc ledger Find\n  }\n}\ntrace {\n  $0\n}\n',
  );
  const request = { caller: undefined, asked: undefined, type: 'rpc' as const, service: 'bills', before: [] };
  const named = (beginning: string) =>
    operationOf({ ...request, rules: new RuleState(UNLIMITED), beginning, always: true });
  expect(named('')).toBe('GetBills');
  expect(named('Get')).toBe('GetBills');
  expect(named('Put')).toBeUndefined();
});

test('the library is not asked where traces repeat each other, but where a name speaks of something else', () => {
  const bills = 'trace {\n  http web "GET /bills" {\n    rpc ledger Find\n  }\n}\n';
  expect(servicesOf(surroundings(`${bills}trace {\n  $0\n}\n`))).toContain('parcels');
  expect(servicesOf(surroundings(`${bills}${bills}trace {\n  $0\n}\n`))).toEqual(['ledger', 'web']);
  expect(servicesOf(surroundings(`${bills}${bills}trace "7f3a" {\n  $0\n}\n`))).toEqual(['ledger', 'web']);
  const begun = 'trace {\n  http web "GET /bills" {\n    $0\n  }\n}\n';
  expect(servicesOf(surroundings(bills + bills + begun.replace('bills', 'parcels')))).toContain('parcels');
  expect(servicesOf(surroundings(`${bills}${bills}trace parcels {\n  $0\n}\n`))).toContain('parcels');
});

test('a call is taken to last as long as those that make as many calls', () => {
  const { durationsOf } = surroundings(
    'trace {\n  http web Get 2ms\n}\ntrace {\n  http web Get 80ms {\n    rpc a\n    rpc b\n    rpc c\n  }\n}\ntrace {\n  $0\n}\n',
  );
  const web = { type: 'http' as const, service: 'web', operation: 'Get' };
  const lasting = (below: number) => durationsOf(web, below).map(({ duration }) => duration);
  expect(lasting(0)).toEqual([2e6]);
  expect(lasting(4)).toEqual([80e6]);
  expect(lasting(40)).toEqual([2e6, 80e6]);
});

describe('what is kept from one key to the next', () => {
  const FILE = `latency {
  rpc auth: ~normal(5ms, 1ms)
}
trace a {
  http gateway "POST /orders" {
    rpc auth Verify
    rpc stock Reserve 2..9ms {
      db stock-db "SELECT items"
    }
  }
}
trace b {
  http gateway "GET /orders" {
    rpc orders Get {
      choose {
        70%: rpc history Get
        30%: cache recent GET
      }
    }
    rpc auth Verify
  }
}
trace c {
  http admin "GET /stock" {
    rpc stock List
  }
}
`;
  const BESIDE = [
    'trace {\n  http gateway "POST /orders" {\n    rpc mail Send 3ms\n  }\n}\n',
    ORDERS.replace('$0', ''),
  ];
  const TYPED = '\n    rpc mail Send 5ms {\n      db mail-db INSERT\n    }';
  const EXTRA = 'trace x {\n  rpc stock Reserve {\n    rpc auth Check\n  }\n}\n';

  it.each(['rpc auth Verify', 'db stock-db "SELECT items"', 'rpc stock List'])(
    'says what a fresh look says, behind %s',
    (line) => {
      const document = new TraceDocument(parser, 'file:///a.trace', 1, FILE);
      const kept = new Workspaces(library);
      let offset = FILE.indexOf(line) + line.length;
      for (const [index, letter] of [...TYPED].entries()) {
        insert(document, offset, letter);
        offset += 1;
        // Other traces come, too: behind all others, then in front of them.
        if (index % 10 === 3) insert(document, document.text.length, EXTRA);
        if (index % 10 === 8) {
          insert(document, 0, EXTRA);
          offset += EXTRA.length;
        }
        expect(seen(document.text, document.analysis.spec, offset, kept)).toEqual(
          seen(document.text, parseSpec(parser, document.text), offset, new Workspaces(library)),
        );
      }
      document.dispose();
    },
  );

  /** Each edit is read by itself, so that what it leaves as it is stays known. */
  function insert(document: TraceDocument, offset: number, text: string): void {
    const at = document.positionAt(offset);
    document.change([{ range: { start: at, end: at }, text }], document.version + 1, 0);
    expect(document.analysis.spec.items).not.toEqual([]);
  }

  const files = () => BESIDE.map((text) => workspaceFileOf(parseSpec(parser, text)));
  let beside: ReturnType<typeof files>;

  function seen(text: string, spec: Spec, offset: number, workspaces: Workspaces) {
    beside ??= files();
    const place = placeAt(spec, offset);
    if (place === undefined) return text;
    const open = place.body.find(({ range }) => range.start <= offset && offset <= range.end);
    const options = { random: createRandom('test'), temperature: 0, named: [], ...(open && { open }) };
    const around = surroundingsAt(spec, place, workspaces.of('file:///a.trace', beside), options);
    return [around.catalogue.entries, answers(around.memory, [...tracesOf(spec)])];
  }
});

test('what the file at hand shows counts before what another file does', () => {
  const shows = (callee: string) => `trace {\n  http web Get {\n    rpc ${callee} Find\n  }\n}\n`;
  const here = `${shows('bills')}trace {\n  http web Get {\n    $0\n  }\n}\n`;
  const { memory } = surroundings(here, [shows('ledger')]);
  const path = [
    { type: 'http' as const, service: 'web', operation: 'Get', repeat: 1, overlaps: false, children: [] },
  ];
  const { probabilities } = memory.predictNext({ path, before: [] });
  expect(probabilities.get('rpc bills')).toBeGreaterThan(probabilities.get('rpc ledger') ?? 1);
});

test('who comes from the library is asked as the line says that stands there', () => {
  const alone = 'trace {\n  http web "POST /orders" {\n    $0\n  }\n}\n';
  const typesOfParcels = (type: string) => [...surroundings(alone, [], type).typesOf('parcels', 'web')];
  expect(typesOfParcels('')).toEqual(['rpc']);
  expect(typesOfParcels('http')).toContain('http');
});
