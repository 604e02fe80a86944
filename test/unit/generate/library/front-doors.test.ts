import { describe, expect, it } from 'vitest';
import { isFrontDoor } from '../../../../server/src/generate/library/front-doors.ts';

describe('a front door', () => {
  it.each(['gateway', 'api-gateway', 'web', 'ui-dashboard', 'shop-web', 'mobile-bff', 'CustomerPortal'])(
    '%s is one',
    (service) => {
      expect(isFrontDoor({ service })).toBe(true);
    },
  );

  it.each(['orders', 'payment-gateway', 'events-api', 'media-server', 'web-push'])(
    '%s is none',
    (service) => {
      expect(isFrontDoor({ service })).toBe(false);
    },
  );
});
