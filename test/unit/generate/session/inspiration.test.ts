import { beforeAll, describe, expect, it } from 'vitest';
import { parseSpec } from '../../../../server/src/core/spec/build.ts';
import type { CallType } from '../../../../server/src/core/spec/spec.ts';
import type { CallNode } from '../../../../server/src/generate/call-node.ts';
import { compileLibrary, type Library } from '../../../../server/src/generate/library/library.ts';
import { inspiration } from '../../../../server/src/generate/session/inspiration.ts';
import type { Occasion, SuggestedLayer } from '../../../../server/src/generate/session/occasion.ts';
import { node } from '../../../support/nodes.ts';
import { testParser } from '../../../support/parser.ts';

const SHOP = `# Shops.

trace "place order" {
  http storefront "POST /orders" {
    rpc identity VerifyToken
    http order-api "POST /orders" {
      rpc stock Reserve
      rpc payment Charge
      send events order.placed
    }
    send events visit.counted
    async recv mailer order.placed {
      http mail-provider "POST /messages"
    }
  }
}
`;

const FILE = [
  'http web',
  'rpc auth',
  'rpc orders',
  'rpc inventory',
  'rpc billing',
  'rpc mail',
  'rpc parcels',
];

let library: Library;

beforeAll(async () => {
  const parser = await testParser();
  library = compileLibrary([{ name: 'shop', spec: parseSpec(parser, SHOP) }]);
});

/** What is suggested below an entry that is asked for `route`; for the beginning of the trace where that is empty. */
function suggested(
  route: string,
  title: string,
  file: readonly string[] = FILE,
  way?: CallType,
): readonly SuggestedLayer[] {
  const callers: CallNode[] = route === '' ? [] : [{ ...node('http web'), operation: route }];
  const services = file.map((line) => node(line)).map(({ type, service }) => ({ type, service }));
  return inspiration(library, {
    title,
    callers,
    habits: [],
    isNew: true,
    ensemble: { services, isComplete: true },
    methods: [],
    way,
  });
}

const allCalls = (layers: readonly SuggestedLayer[]) =>
  layers.filter(({ path }) => path.length > 0).flatMap(({ calls }) => calls);

/** The services that the entry asks by the layers that count most. */
function askedFirst(layers: readonly SuggestedLayer[]): readonly string[] {
  const ofEntry = layers.filter(({ path }) => path.length === 1);
  const most = Math.max(...ofEntry.map(({ weight }) => weight));
  const found = ofEntry.find(({ weight }) => weight === most);
  return found?.calls.map(({ service }) => service) ?? [];
}

describe('a file that says who there is', () => {
  it('has its services asked in one way', () => {
    const ways = allCalls(suggested('POST /orders', 'place order')).flatMap(({ type }) =>
      type === 'http' || type === 'rpc' ? [type] : [],
    );
    expect(new Set(ways)).toEqual(new Set(['rpc']));
  });

  it('has no message worked on where nobody passes any on', () => {
    const types = allCalls(suggested('POST /orders', 'place order')).map(({ type }) => type);
    expect(types).not.toContain('recv');
    expect(types).not.toContain('send');
  });

  it('has messages sent behind its front door', () => {
    const layers = suggested('POST /orders', 'place order', [...FILE, 'send kafka']);
    const senders = layers.flatMap(({ path, calls }) =>
      calls.some(({ type }) => type === 'send') ? [path.at(-1)?.service] : [],
    );
    expect(new Set(senders)).toEqual(new Set(['orders']));
    expect(allCalls(layers).some(({ type, service }) => type === 'recv' && service === 'mail')).toBe(true);
  });

  it('has who is named by the route asked, whatever else is told', () => {
    expect(askedFirst(suggested('GET /parcels/{id}', 'track a parcel'))).toEqual(['auth', 'parcels']);
    expect(askedFirst(suggested('POST /orders', 'place order'))).toEqual(['auth', 'orders']);
  });

  it('has a page, which names nobody, made up of whom several systems show on one', async () => {
    const parser = await testParser();
    const page = (calls: string) =>
      parseSpec(parser, `# Pages.\n\ntrace "home page" { http web "GET /home" {\n ${calls}\n } }\n`);
    const pages = compileLibrary([
      { name: 'one', spec: page('rpc profile GetProfile\n rpc news List\n rpc profile Touch') },
      { name: 'two', spec: page('rpc profile GetProfile\n rpc weather Today') },
    ]);
    const services = ['http web', 'rpc profile', 'rpc news', 'rpc weather'].map((line) => node(line));
    const layers = inspiration(pages, {
      title: 'home page',
      callers: [{ ...node('http web'), operation: 'GET /home' }],
      habits: [],
      isNew: true,
      ensemble: { services: services.map(({ type, service }) => ({ type, service })), isComplete: true },
      methods: [],
    });
    const told = layers.map(({ calls }) => calls.map(({ operation }) => operation));
    expect(told).toContainEqual(['GetProfile', 'List', 'Touch', 'Today']);
  });

  it('has work that begins a trace told by such work, not by requests', () => {
    const services = [...FILE, 'db orders-db'].map((line) => node(line));
    const layers = inspiration(library, {
      title: 'purge',
      callers: [node('in orders sweep')],
      habits: [],
      isNew: true,
      ensemble: { services: services.map(({ type, service }) => ({ type, service })), isComplete: true },
      methods: [],
    });
    expect(allCalls(layers)).toEqual([]);
  });

  it('has them asked in the way that a single one shows', () => {
    const [first] = suggested('POST /orders', 'place order', FILE, 'http').filter(
      ({ path }) => path.length === 1,
    );
    expect(first?.calls.map(({ type, operation }) => `${type} ${operation}`)).toContain('http POST /orders');
  });

  it('begins with what the name of the trace says that somebody is asked for', () => {
    const begun = suggested('', 'list parcels').filter(({ path }) => path.length === 0);
    const entries = begun.flatMap(({ calls }) =>
      calls.map(({ type, service, operation }) => `${type} ${service} ${operation}`),
    );
    expect(entries).toContain('http web GET /parcels');
    expect(askedFirst(suggested('', 'list parcels'))).toEqual(['auth', 'parcels']);
  });

  it('has nobody call who begins its traces, and no database asked by who stands in front', () => {
    const file = ['http web', 'rpc orders', 'rpc storefront', 'db orders-db', 'send kafka'];
    const callers = [{ ...node('http web'), operation: 'POST /orders' }];
    const services = file.map((line) => {
      const { type, service } = node(line);
      return { type, service, isEntry: service === 'storefront' };
    });
    const ensemble = { services, isComplete: true };
    const layers = inspiration(library, {
      title: 'place order',
      callers,
      habits: [],
      isNew: true,
      ensemble,
      methods: [],
    });
    const within = layers.filter(({ path }) => path.length > 0);
    expect(within.length).toBeGreaterThan(0);
    expect(within.flatMap(({ calls }) => calls.map(({ service }) => service))).not.toContain('storefront');
    const ofDoor = within.filter(({ path }) => path.at(-1)?.service === 'web');
    expect(ofDoor.flatMap(({ calls }) => calls.map(({ type }) => type))).not.toContain('db');
  });

  it('is told as if its names did not all begin alike', () => {
    const prefixed = FILE.map((line) => line.replace(' ', ' acme-'));
    const callers = [{ ...node('http acme-web'), operation: 'GET /parcels/{id}' }];
    const services = prefixed.map((line) => node(line)).map(({ type, service }) => ({ type, service }));
    const layers = inspiration(library, {
      title: 'track a parcel',
      callers,
      habits: [],
      isNew: true,
      ensemble: { services, isComplete: true },
      methods: [],
    });
    expect(askedFirst(layers)).toEqual(['acme-auth', 'acme-parcels']);
    const names = new Set(prefixed.map((line) => line.split(' ')[1]));
    expect(allCalls(layers).filter(({ service }) => !names.has(service))).toEqual([]);
  });

  it('does not end before that one is asked', () => {
    const begun = suggested('GET /parcels/{id}', 'track a parcel').filter(
      ({ path, weight }) => path.length === 1 && path[0]?.operation === 'GET /parcels/{id}' && weight > 0,
    );
    expect(begun.length).toBeGreaterThan(0);
    expect(begun.map(({ calls }) => calls.at(-1)?.service)).toEqual(begun.map(() => 'parcels'));
  });
});

/** A file that declares nobody: what its other traces call is there, and others may come. */
describe('a further trace of a file that shows some services', () => {
  const SHOWN = ['http web', 'rpc identity', 'rpc drivers', 'rpc vehicles', 'db drivers-db'];

  function furtherTrace(
    route: string,
    title: string,
    more: Partial<Occasion> = {},
  ): readonly SuggestedLayer[] {
    const services = SHOWN.map((line) => ({ ...node(line), isCalled: true }));
    return inspiration(library, {
      title,
      callers: [{ ...node('http web'), operation: route }],
      habits: [],
      isNew: false,
      mayGrow: true,
      ensemble: { services, isComplete: true },
      methods: [],
      ...more,
    });
  }

  const layersOf = (layers: readonly SuggestedLayer[], service: string) =>
    layers
      .filter(({ path }) => path.at(-1)?.service === service)
      .map(({ calls }) =>
        calls.map(({ type, service: called, operation }) => `${type} ${called} ${operation}`),
      );

  it('calls somebody new for what nobody there is about, who keeps it as the others do', () => {
    const layers = furtherTrace('POST /playlists', 'create playlist');
    expect(askedFirst(layers)).toEqual(['playlists']);
    expect(layersOf(layers, 'playlists')).toContainEqual(['db playlists-db INSERT playlists']);
  });

  it('calls nobody new where the file says who there is', () => {
    const layers = furtherTrace('POST /playlists', 'create playlist', { mayGrow: false });
    expect(allCalls(layers).map(({ service }) => service)).not.toContain('playlists');
  });

  it('calls services of a system of the same domain that nobody there stands for', () => {
    const ofShop = [...SHOWN, 'rpc order-api'].map((line) => ({ ...node(line), isCalled: true }));
    const ensemble = { services: ofShop, isComplete: true };
    const called = (mayGrow: boolean) =>
      allCalls(furtherTrace('POST /orders', 'place order', { mayGrow, ensemble })).map(
        ({ service }) => service,
      );
    expect(called(true)).toContain('payment');
    expect(called(false)).not.toContain('payment');
  });

  it('asks those that come as it asks its own', () => {
    const ofShop = [...SHOWN, 'http order-api', 'http bookings'].map((line) => ({
      ...node(line),
      isCalled: true,
    }));
    const ensemble = { services: ofShop.map((one) => ({ ...one, type: 'http' as const })), isComplete: true };
    const layers = furtherTrace('POST /orders', 'place order', { ensemble, way: 'http' });
    expect(layersOf(layers, 'order-api')[0]).toContain('http stock POST /stock');
  });

  it('finds out once who asks', () => {
    const habits = [node('rpc identity Check')];
    const [first] = layersOf(furtherTrace('POST /orders', 'place order', { habits }), 'web');
    expect(first?.filter((call) => call.startsWith('rpc identity'))).toEqual(['rpc identity Check']);
  });

  it('has who works on a message call those of their system whom it is named like', () => {
    const callers = [{ ...node('recv email-service'), operation: 'user.created' }];
    const services = [...SHOWN, 'recv email-service'].map((line) => ({
      ...node(line),
      isCalled: true,
      isEntry: line.startsWith('recv'),
    }));
    const ensemble = { services, isComplete: true };
    const layers = furtherTrace('', 'sign up', { callers, ensemble });
    expect(layersOf(layers, 'email-service')).toContainEqual(['http mail-provider POST /messages']);
  });

  it('has an entry that begins other traces, too, pass on what it is asked for', () => {
    const callers = [{ ...node('http sportsbook'), operation: 'POST /withdrawals' }];
    const asked = (beginsOthers: boolean) =>
      allCalls(furtherTrace('', 'withdraw', { callers, beginsOthers })).map(({ service }) => service);
    expect(asked(true)).toContain('withdrawals');
    expect(asked(false)).not.toContain('withdrawals');
  });
});

describe('a new file', () => {
  function newFile(title: string, route: string): readonly string[] {
    const callers = [{ ...node('http api'), operation: route }];
    const services = callers.map(({ type, service }) => ({ type, service, isCalled: true }));
    const ensemble = { services, isComplete: false };
    const occasion = { title, callers, habits: [], isNew: true, mayGrow: true, ensemble, methods: [] };
    return allCalls(inspiration(library, occasion)).map(({ service }) => service);
  }

  it('about something that no system knows is told plainly', () => {
    expect(new Set(newFile('list quokkas', 'GET /quokkas'))).toEqual(new Set(['quokkas', 'quokkas-db']));
  });

  it('about something known is told as there', () => {
    expect(newFile('place an order', 'POST /orders')).toContain('stock');
    expect(newFile('shop', 'POST /bestellungen')).toContain('stock');
  });
});
