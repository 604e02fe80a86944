import { describe, expect, it } from 'vitest';
import { askingWho } from '../../../../server/src/generate/library/who-asks.ts';
import { node } from '../../../support/nodes.ts';

const SHOP = ['rpc orders', 'rpc auth-service', 'db auth-db'];

/** With which call `web` begins that is asked for `route` in a file of these services. */
function begins(
  route: string,
  file: readonly string[] = SHOP,
  way: 'http' | 'rpc' = 'rpc',
  isComplete = true,
) {
  const services = file.map((line) => node(line)).map(({ type, service }) => ({ type, service }));
  const callers = [{ ...node('http web'), operation: route }];
  const call = askingWho({ callers, ensemble: { services, isComplete } }, way);
  return call && [call.type, call.service, call.operation].join(' ');
}

describe('an entry that passes on what it is asked for', () => {
  it('finds out first who asks, where somebody is there for that', () => {
    expect(begins('POST /orders')).toBe('rpc auth-service VerifyToken');
    expect(begins('POST /orders', SHOP, 'http')).toBe('http auth-service POST /tokens/verify');
    expect(begins('GET /feed', ['rpc feed', 'rpc sessions'])).toBe('rpc sessions CheckSession');
    expect(begins('GET /feed', ['rpc feed', 'cache session-redis'])).toBeUndefined();
    expect(begins('POST /orders', ['rpc orders'])).toBeUndefined();
  });

  it('does not where that is what it is asked for, or who asks cannot be known yet', () => {
    for (const route of [
      'POST /login',
      'POST /sessions',
      'POST /signup',
      'POST /webhooks/stripe',
      'GET /health',
    ])
      expect(begins(route), route).toBeUndefined();
  });

  it('says nothing of files that others may come to, nor of entries that do the work themselves', () => {
    expect(begins('POST /orders', SHOP, 'rpc', false)).toBeUndefined();
    const services = [{ type: 'rpc' as const, service: 'auth' }];
    const callers = [node('rpc orders Place')];
    expect(askingWho({ callers, ensemble: { services, isComplete: true } }, 'rpc')).toBeUndefined();
  });
});
