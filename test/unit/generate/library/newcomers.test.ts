import { describe, expect, it } from 'vitest';
import { newcomersFor } from '../../../../server/src/generate/library/newcomers.ts';
import { node } from '../../../support/nodes.ts';

/** Who comes to a file of these services when its gateway is asked for `route`. */
function newcomers(route: string, ...file: readonly string[]): string[] {
  const services = file.map((line) => node(line)).map(({ type, service }) => ({ type, service }));
  const entry = { ...node('http gateway'), operation: route };
  return newcomersFor(entry, { services, isComplete: true }, 'rpc').map(
    ({ type, service }) => `${type} ${service}`,
  );
}

const SHOP = ['http gateway', 'rpc orders', 'db orders-db', 'rpc auth', 'cache sessions'];

describe('who comes to a file', () => {
  it('is named after the things that its front door is asked for, and keeps them as others do', () => {
    expect(newcomers('POST /playlists', ...SHOP)).toEqual(['rpc playlists', 'db playlists-db']);
    expect(newcomers('POST /playlists/{id}/share', ...SHOP)).toEqual(['rpc playlists', 'db playlists-db']);
    expect(newcomers('GET /users/{id}/playlists?page=2', ...SHOP)).toEqual([
      'rpc playlists',
      'db playlists-db',
    ]);
  });

  it('is named as the others are', () => {
    const services = ['rpc order-service', 'rpc user-service', 'db order-mongo', 'rpc auth-service'];
    expect(newcomers('POST /playlists', ...services)).toEqual(['rpc playlist-service', 'db playlist-mongo']);
    const pascal = ['rpc Orders', 'rpc UserAccounts', 'db OrdersDb', 'rpc Identity'];
    expect(newcomers('GET /lab-results', ...pascal)).toEqual(['rpc LabResults', 'db LabResultsDb']);
  });

  it('is there to search, with an index', () => {
    expect(newcomers('GET /search?q={q}', ...SHOP)).toEqual(['rpc search', 'db search-index']);
    expect(newcomers('GET /playlists/search', ...SHOP)).toEqual(['rpc playlists', 'db playlists-db']);
  });

  it('uses the database that is everybody’s', () => {
    expect(newcomers('POST /playlists', 'rpc orders', 'db postgres', 'rpc auth')).toEqual(['rpc playlists']);
  });

  it('is nobody where somebody is there for it, if by another name', () => {
    expect(newcomers('POST /orders/{id}/cancel', ...SHOP)).toEqual([]);
    expect(newcomers('POST /purchases', ...SHOP)).toEqual([]);
  });

  it.each(['POST /login', 'GET /', 'GET /{id}', 'POST /graphql', 'Recv.'])(
    'is nobody where there is nothing that there are many of: %s',
    (route) => {
      expect(newcomers(route, ...SHOP)).toEqual([]);
    },
  );
});
