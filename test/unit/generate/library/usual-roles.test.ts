import { beforeAll, describe, expect, it } from 'vitest';
import type { Library } from '../../../../server/src/generate/library/library.ts';
import { type UsualRoles, usualRoles } from '../../../../server/src/generate/library/usual-roles.ts';
import { testLibrary } from '../../../support/library.ts';
import { node } from '../../../support/nodes.ts';

describe('what services of a name mostly do', () => {
  let roles: UsualRoles;

  beforeAll(async () => {
    roles = usualRoles(await testLibrary());
  });

  it('is to ask others for those who take orders, and not for those who keep stock or send mail', () => {
    expect(roles.shareThatAsks('order-service')).toBeGreaterThan(0.8);
    expect(roles.shareThatAsks('stock')).toBeLessThan(0.15);
    expect(roles.shareThatAsks('order-notifier')).toBeLessThan(0.3);
  });

  it('is what any service does where the library knows nobody of that name', () => {
    expect(roles.shareThatAsks('quokka')).toBeCloseTo(0.29, 1);
    expect(roles.shareThatWorks('quokka')).toBeLessThan(0.5);
  });

  it('is to work on messages for workers', () => {
    expect(roles.shareThatWorks('thumbnail-worker')).toBeGreaterThan(0.8);
    expect(roles.shareThatWorks('notification-service')).toBeGreaterThan(0.5);
    expect(roles.shareThatWorks('warehouse')).toBeLessThan(0.5);
  });

  it('says nothing of who begins a trace: it is not asked', () => {
    const roots = [node('rpc entry Go', node('rpc shelf Look'))];
    const library: Library = { systems: [{ name: 'one', about: '', traces: [{ name: 'go', roots }] }] };
    const { shareThatAsks } = usualRoles(library);
    expect(shareThatAsks('entry')).toBe(shareThatAsks('nobody'));
    expect(shareThatAsks('shelf')).toBe(0);
  });
});
