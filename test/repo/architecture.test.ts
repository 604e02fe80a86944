import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ROOT } from './imports.ts';
import { read } from './manifest.ts';

const GENERATED = ['node_modules', 'dist', 'out', 'coverage'];

const foldersIn = (path: string): readonly string[] =>
  readdirSync(resolve(ROOT, path), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .map(({ name }) => name);

describe('ARCHITECTURE.md', () => {
  const text = read('ARCHITECTURE.md');

  test('names every folder at the root', () => {
    const unnamed = foldersIn('.').filter((name) => !GENERATED.includes(name) && !text.includes(`\`${name}`));
    expect(unnamed).toEqual([]);
  });

  test('names every room of the server', () => {
    const unnamed = foldersIn('server/src').filter((name) => !text.includes(`server/src/${name}\``));
    expect(unnamed).toEqual([]);
  });
});
