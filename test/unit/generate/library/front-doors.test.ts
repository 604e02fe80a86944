import { describe, expect, it } from 'vitest';
import { isFrontDoor, passesOn } from '../../../../server/src/generate/library/front-doors.ts';

describe('a front door', () => {
  it.each([
    'gateway',
    'api-gateway',
    'web',
    'ui-dashboard',
    'shop-web',
    'mobile-bff',
    'CustomerPortal',
    'apiserver',
  ])('%s is one', (service) => {
    expect(isFrontDoor({ service })).toBe(true);
  });

  it.each(['orders', 'payment-gateway', 'events-api', 'media-server', 'web-push'])(
    '%s is none',
    (service) => {
      expect(isFrontDoor({ service })).toBe(false);
    },
  );
});

it.each([
  ['game-gateway', true],
  ['gamegateway', true],
  ['customer-app', true],
  ['orders', false],
])('what %s is asked for as it begins a trace is passed on: %s', (service, expected) => {
  expect(passesOn({ service })).toBe(expected);
});
