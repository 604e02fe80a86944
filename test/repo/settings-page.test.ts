import { expect, test } from 'vitest';
import { SETTINGS } from '../../server/src/workspace/settings.ts';
import { read } from './manifest.ts';

test('docs/settings.md lists every setting with its default and scope, in the order of the schema', () => {
  const rows = [...read('docs/settings.md').matchAll(/^\| `([^`]+)` \| `([^`]*)` \|[^|]+\| (\w+) \|/gm)];
  const documented = rows.map(([, key, byDefault = '', scope]) => [key, JSON.parse(byDefault), scope]);
  const ofServer = Object.entries(SETTINGS).map(([key, setting]) => [key, setting.default, setting.scope]);
  expect(documented).toEqual(ofServer);
});
