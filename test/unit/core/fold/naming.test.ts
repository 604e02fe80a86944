import { describe, expect, it } from 'vitest';
import { lines, type Sketch } from './recorded.ts';

/** The line of a span, without its times. */
function line(sketch: Sketch): string {
  return lines(sketch).split(' 1ms')[0] ?? '';
}

/** The line of a span below an entry of service `web`, without its times. */
function lineBelow(sketch: Sketch): string {
  const entry: Sketch = { id: 'entry', service: 'web', kind: 'server', name: 'GET /', lasts: 9000 };
  const below = lines(entry, { id: 'b', parent: 'entry', service: 'web', ...sketch }).split('\n')[1] ?? '';
  return below.trim().split(' @')[0] ?? '';
}

const server = (name: string, attributes: Sketch['attributes'] = {}): Sketch => ({
  kind: 'server',
  name,
  attributes,
});
const client = (name: string, attributes: Sketch['attributes'] = {}): Sketch => ({
  kind: 'client',
  name,
  attributes,
});

describe('requests', () => {
  it.each([
    [
      'method and route',
      server('GET', { 'http.request.method': 'GET', 'http.route': '/cart/{id}' }),
      'http shop "GET /cart/{id}"',
    ],
    ['the name', server('GET /cart'), 'http shop "GET /cart"'],
    [
      'the name without the protocol',
      server('HTTP GET /cart', { 'http.method': 'GET' }),
      'http shop "GET /cart"',
    ],
    ['a path as the name', server('/cart', { 'http.method': 'post' }), 'http shop "POST /cart"'],
    ['a path as the name, without a method', server('/cart'), 'http shop /cart'],
    [
      'the target where the name is a handler',
      server('CartHandler', { 'http.method': 'GET', 'http.target': '/cart?id=7' }),
      'http shop "GET /cart"',
    ],
    [
      'the URL without its query',
      server('HTTP GET', { 'http.method': 'GET', 'http.url': 'http://shop:80/cart?id=7#top' }),
      'http shop "GET /cart"',
    ],
    [
      'the root of a site',
      server('HTTP GET', { 'http.method': 'GET', 'url.full': 'http://shop' }),
      'http shop "GET /"',
    ],
    [
      'a full method in an attribute',
      server('x', { 'rpc.system.name': 'grpc', 'rpc.method': 'cart.v1.Cart/Get' }),
      'rpc shop cart.v1.Cart/Get',
    ],
    [
      'service and method of the old conventions',
      server('x', { 'rpc.system': 'grpc', 'rpc.service': 'Cart', 'rpc.method': 'Get' }),
      'rpc shop Cart/Get',
    ],
    ['a full method as the name', server('/cart.v1.Cart/Get'), 'rpc shop cart.v1.Cart/Get'],
    ['what OpenCensus writes', server('Recv.cart.v1.Cart/Get'), 'rpc shop cart.v1.Cart/Get'],
    [
      'the name where there is no path',
      server('cart.v1.Cart/Get', { 'http.method': 'POST' }),
      'http shop cart.v1.Cart/Get',
    ],
    ['the library', { ...server('get cart'), scope: 'io.opentelemetry.grpc-1.6' }, 'rpc shop "get cart"'],
    ['the component of OpenTracing', server('get cart', { component: 'gRPC' }), 'rpc shop "get cart"'],
  ])('reads %s', (_, sketch, expected) => expect(line(sketch)).toBe(expected));
});

describe('calls of which one side was recorded', () => {
  it.each([
    ['a service by its name', { 'peer.service': 'rates', 'server.address': '10.1.2.3' }, 'rpc rates fetch'],
    ['a host in Kubernetes', { 'server.address': 'rates.prod.svc.cluster.local' }, 'rpc rates.prod fetch'],
    ['a host with a port', { 'net.peer.name': 'rates:8080' }, 'rpc rates fetch'],
    ['a URL with a password', { 'url.full': 'https://me:secret@rates.example/x' }, 'rpc rates.example fetch'],
    ['an address', { 'net.peer.ip': '10.1.2.3' }, 'rpc "10.1.2.3" fetch'],
    [
      'nothing for the machine itself',
      { 'server.address': 'localhost', 'net.peer.ip': '127.0.0.1' },
      'rpc ? fetch',
    ],
  ])('names %s', (_, attributes, expected) => expect(lineBelow(client('fetch', attributes))).toBe(expected));
});

describe('stores', () => {
  it.each([
    [
      'the new conventions',
      { 'db.system.name': 'postgresql', 'db.query.summary': 'SELECT orders' },
      'db web-postgresql "SELECT orders"',
    ],
    [
      'the old conventions',
      { 'db.system': 'mysql', 'db.name': 'shop', 'db.operation': 'SELECT', 'db.sql.table': 'orders' },
      'db mysql-shop "SELECT orders"',
    ],
    [
      'a statement, of which values are left out',
      { 'db.system': 'mysql', 'db.statement': "select * from users where name = 'Eve'" },
      'db web-mysql "SELECT users"',
    ],
    ['the host', { 'db.system': 'mongodb', 'server.address': 'orders-db' }, 'db orders-db query'],
    [
      'no bare address',
      { 'db.system': 'redis', 'net.peer.name': '10.1.2.3', 'db.statement': 'GET user:42' },
      'cache web-redis GET',
    ],
    ['no numbered database', { 'db.system.name': 'redis', 'db.namespace': '0' }, 'cache web-redis query'],
    ['a vendor prefix', { 'db.system.name': 'aws.dynamodb' }, 'db web-dynamodb query'],
  ])('reads %s', (_, attributes, expected) => expect(lineBelow(client('query', attributes))).toBe(expected));

  it.each([
    ['MongoFindUser', 'db web-mongo MongoFindUser'],
    ['MmcGetUserId', 'cache web-memcached MmcGetUserId'],
    ['RedisUpdate', 'cache web-redis RedisUpdate'],
    ['posts_memcached_get_client', 'cache web-memcached posts_memcached_get'],
    ['sql.conn.query', 'db web-db sql.conn.query'],
    ['MongooseModel', 'in web MongooseModel'],
    ['parse', 'in web parse'],
  ])('guesses from the name %s where a span has no kind', (name, expected) => {
    expect(lineBelow({ kind: 'unspecified', name })).toBe(expected);
  });

  it('guesses no store where a span says that it is internal work', () => {
    expect(lineBelow({ kind: 'internal', name: 'MongoFindUser' })).toBe('in web MongoFindUser');
  });
});

describe('messages', () => {
  it('names the system and the destination', () => {
    const attributes = { 'messaging.system': 'kafka', 'messaging.destination.name': 'orders' };
    expect(lineBelow({ kind: 'producer', name: 'send orders', attributes })).toBe('send kafka orders');
    expect(
      lineBelow({
        kind: 'client',
        name: 'send orders',
        attributes: { ...attributes, 'messaging.operation.type': 'send' },
      }),
    ).toBe('send kafka orders');
    expect(line({ kind: 'consumer', name: 'process orders', attributes })).toBe('recv shop orders');
  });

  it.each(['orders send', 'send orders', 'orders process', 'receive orders'])(
    'reads the destination out of the name %s',
    (name) => {
      expect(lineBelow({ kind: 'producer', name })).toBe('send queue orders');
    },
  );
});

describe('spans without a kind', () => {
  it('are requests where the service changes, else work inside it', () => {
    expect(lineBelow({ kind: 'unspecified', service: 'api', name: 'UploadText' })).toBe('rpc api UploadText');
    expect(lineBelow({ kind: 'unspecified', name: 'ComposeReview' })).toBe('in web ComposeReview');
    expect(line({ kind: 'unspecified', name: '/compose', attributes: { 'http.method': 'POST' } })).toBe(
      'http shop "POST /compose"',
    );
    expect(line({ kind: 'unspecified', name: 'nightly job' })).toBe('in shop "nightly job"');
  });

  it('pair by the sides that their names state', () => {
    const caller: Sketch = { id: 'b', parent: 'a', kind: 'unspecified', name: 'get_user_client', lasts: 500 };
    const callee: Sketch = {
      id: 'c',
      parent: 'b',
      kind: 'unspecified',
      service: 'users',
      name: 'get_user_server',
      lasts: 400,
    };
    expect(lines({ id: 'a', name: 'job' }, caller, callee)).toContain('  rpc users get_user @0ms 500us');
  });
});

describe('long and strange names', () => {
  it('puts them on one line and cuts them', () => {
    expect(line(server('SELECT a,\n\t b   FROM t'))).toBe('rpc shop "SELECT a, b FROM t"');
    expect(line(server('x'.repeat(5_000_000)))).toBe(`rpc shop ${JSON.stringify(`${'x'.repeat(119)}…`)}`);
  });

  it('quotes what is no name', () => {
    expect(line({ name: 'say "hi" {', service: 'a b' })).toBe('in "a b" "say \\"hi\\" {"');
    expect(line({ name: 'timeout' })).toBe('in shop "timeout"');
  });

  it('leaves an empty operation out', () => {
    expect(line({ name: ' ' })).toBe('in shop');
  });
});
