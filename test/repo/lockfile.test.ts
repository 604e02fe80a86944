import { describe, expect, test } from 'vitest';
import { type LockedPackages, missingOptionals } from '../../scripts/lib/lockfile.mjs';
import { read } from './manifest.ts';

describe('the lockfile', () => {
  test('has an entry for every platform; if not: node scripts/complete-lock.mjs', () => {
    const { packages } = JSON.parse(read('package-lock.json')) as { packages: LockedPackages };
    expect(missingOptionals(packages)).toEqual([]);
  });

  test('is looked through as Node looks for packages', () => {
    const packages = {
      '': {},
      'node_modules/a': { optionalDependencies: { here: '1.0.0', above: '1.0.0', nowhere: '1.0.0' } },
      'node_modules/a/node_modules/here': {},
      'node_modules/above': {},
    };
    expect(missingOptionals(packages)).toEqual([{ name: 'nowhere', version: '1.0.0', dev: false }]);
  });
});
