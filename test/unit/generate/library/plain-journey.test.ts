import { describe, expect, it } from 'vitest';
import type { CallNode, PlacedLayer } from '../../../../server/src/generate/call-node.ts';
import type { Ensemble } from '../../../../server/src/generate/library/counterparts.ts';
import {
  askedByName,
  askedIn,
  plainJourney,
  plainWorkOf,
} from '../../../../server/src/generate/library/plain-journey.ts';
import { node } from '../../../support/nodes.ts';

const SYSTEM = ['http web', 'rpc flights', 'rpc telemetry-ingest', 'db pg', 'cache redis', 'send kafka'];

function ensemble(lines: readonly string[] = SYSTEM, isComplete = true): Ensemble {
  return {
    services: lines.map((line) => node(line)).map(({ type, service }) => ({ type, service })),
    isComplete,
  };
}

const entryFor = (route: string): CallNode => ({ ...node('http web'), operation: route });

function asked(route: string, inFile = ensemble()) {
  return askedByName({ callers: [entryFor(route)], ensemble: inFile });
}

/** `caller: calls` of each layer. */
function told(layers: readonly PlacedLayer[]): string[] {
  return layers.map(({ path, calls }) => {
    const called = calls.map(({ type, service, operation }) => [type, service, operation].join(' '));
    return `${path.at(-1)?.service ?? ''}: ${called.join(', ')}`;
  });
}

function journey(route: string, way: 'rpc' | 'http' = 'rpc', inFile = ensemble()): string[] {
  const found = asked(route, inFile);
  return found ? told(plainJourney(found, inFile, way)).slice(1) : [];
}

describe('who is named by what a front door is asked for', () => {
  it('is the service of what stands last in its route', () => {
    expect(asked('GET /flights')?.service.service).toBe('flights');
    expect(asked('POST /flights/{id}/telemetry')?.service.service).toBe('telemetry-ingest');
  });

  it('is nobody where no service is named so, others may come, or a service is asked itself', () => {
    expect(asked('GET /hotels')).toBeUndefined();
    expect(asked('GET /flights', ensemble(SYSTEM, false))).toBeUndefined();
    const callers = [node('rpc flights GetFlight')];
    expect(askedByName({ callers, ensemble: ensemble() })).toBeUndefined();
  });

  it('is asked in a journey where the entry asks it for that', () => {
    const found = asked('GET /flights');
    if (!found) throw new Error('Nobody is named.');
    const layer = (line: string) => [{ path: [entryFor('GET /flights')], calls: [node(line)] }];
    expect(askedIn(found, layer('rpc flights ListFlights'))?.operation).toBe('ListFlights');
    expect(askedIn(found, layer('rpc flights CreateFlight'))).toBeUndefined();
    expect(askedIn(found, layer('rpc seats ListSeats'))).toBeUndefined();
  });
});

describe('a plain journey', () => {
  it('looks up what is asked for', () => {
    expect(journey('GET /flights')).toEqual([
      'web: rpc flights ListFlights',
      'flights: cache redis GET, db pg SELECT flights',
    ]);
  });

  it('writes down what changes, and says so', () => {
    expect(journey('DELETE /flights/{id}')).toEqual([
      'web: rpc flights DeleteFlight',
      'flights: db pg UPDATE flights, send kafka flight.cancelled',
    ]);
  });

  it('does with one of many what the route says', () => {
    const found = asked('POST /flights/{id}/block');
    if (!found) throw new Error('Nobody is named.');
    const told = [{ path: [found.entry], calls: [node('rpc flights CreateFlight')] }];
    expect(askedIn(found, told)).toBeUndefined();
    expect(journey('POST /flights/{id}/block')).toEqual([
      'web: rpc flights BlockFlight',
      'flights: db pg UPDATE flights, send kafka flight.updated',
    ]);
  });

  it('goes over the file’s way of asking', () => {
    expect(journey('POST /flights', 'http')[0]).toBe('web: http flights POST /flights');
  });

  it('does what the service says that it does where the route only names the thing', () => {
    expect(journey('POST /telemetry')).toEqual([
      'web: rpc telemetry-ingest IngestTelemetry',
      'telemetry-ingest: db pg INSERT telemetry, send kafka telemetry.created',
    ]);
  });

  it('ends with who has no store', () => {
    expect(journey('GET /flights', 'rpc', ensemble(['http web', 'rpc flights']))).toEqual([
      'web: rpc flights ListFlights',
    ]);
  });

  it('takes as long as its parts', () => {
    const found = asked('GET /flights');
    const [root] = found ? plainJourney(found, ensemble(), 'rpc') : [];
    const [call] = root?.calls[0]?.children ?? [];
    const below = call?.children.reduce((sum, { duration = 0 }) => sum + duration, 0) ?? 0;
    expect(call?.duration).toBeGreaterThan(below);
  });
});

describe('a service that is asked for what it is named after', () => {
  const work = (line: string, ...file: readonly string[]) =>
    plainWorkOf(node(line), ensemble(file, false))?.map(({ type, service, operation }) =>
      [type, service, operation].join(' '),
    );

  it('keeps it in a database of its own, named as the others are', () => {
    expect(work('rpc cart-subgraph resolveCart', 'rpc auth')).toEqual(['db cart-db SELECT carts']);
    expect(work('rpc user-service CreateUser', 'rpc order-service', 'db order-mongo')).toEqual([
      'db user-mongo INSERT users',
    ]);
    expect(work('rpc users CreateUser', 'db postgres', 'send kafka')).toEqual([
      'db postgres INSERT users',
      'send kafka user.created',
    ]);
  });

  it('is told from who is asked for something else, and from front doors', () => {
    expect(work('rpc retriever Fetch', 'rpc auth')).toBeUndefined();
    expect(work('http orders-web GET', 'rpc auth')).toBeUndefined();
    expect(work('recv orders order.placed', 'rpc auth')).toBeUndefined();
  });
});
