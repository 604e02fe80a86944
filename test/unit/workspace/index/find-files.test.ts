import { symlink } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { findFiles, isBelow, statFile } from '../../../../server/src/workspace/index/find-files.ts';
import { readFileIn } from '../../../../server/src/workspace/index/read-file.ts';
import { TemporaryFolder } from '../../../support/temporary-folder.ts';

const folders: TemporaryFolder[] = [];

afterEach(async () => {
  for (const folder of folders.splice(0)) await folder.remove();
});

async function folderWith(files: Readonly<Record<string, string>>): Promise<TemporaryFolder> {
  const folder = await TemporaryFolder.make(files);
  folders.push(folder);
  return folder;
}

const noPause = async () => undefined;

async function found({ path: root }: TemporaryFolder): Promise<string[]> {
  const files = await findFiles(root, noPause);
  return files.map((file) => path.relative(root, file.path).replaceAll(path.sep, '/')).toSorted();
}

test('traces are found in all folders but hidden ones and installed packages', async () => {
  const folder = await folderWith({
    'a.trace': '',
    'deep/er/b.trace': '',
    'deep/notes.md': '',
    '.git/c.trace': '',
    'node_modules/d/e.trace': '',
    'deep/.cache/f.trace': '',
  });
  expect(await found(folder)).toEqual(['a.trace', 'deep/er/b.trace']);
  expect(isBelow(folder.path, folder.at('deep/er/b.trace'))).toBe(true);
  expect(isBelow(folder.path, folder.at('node_modules/d/e.trace'))).toBe(false);
});

test('links are not followed: not in a circle, and not outside', async () => {
  const outside = await folderWith({ 'secret.trace': 'trace {}' });
  const folder = await folderWith({ 'a/b.trace': '' });
  await symlink(folder.path, folder.at('a/circle'));
  await symlink(outside.path, folder.at('a/out'));
  await symlink(outside.at('secret.trace'), folder.at('a/secret.trace'));
  expect(await found(folder)).toEqual(['a/b.trace']);
  expect(await statFile(folder.at('a/secret.trace'))).toBeUndefined();
  expect(await readFileIn(folder.path, folder.at('a/secret.trace'), 1_000)).toBeUndefined();
  expect(await readFileIn(folder.path, folder.at('a/out/secret.trace'), 1_000)).toBeUndefined();
});

test('a folder that is not there has no traces', async () => {
  expect(await findFiles('/nowhere/at/all', noPause)).toEqual([]);
});

test('a neighbour whose name begins alike, and the way up, are outside', () => {
  expect(isBelow('/projects/shop', '/projects/shop-2/a.trace')).toBe(false);
  expect(isBelow('/projects/shop', '/projects/a.trace')).toBe(false);
  expect(isBelow('/projects/shop', '/projects')).toBe(false);
  expect(isBelow('/projects/shop', '/projects/shop/..a.trace')).toBe(true);
});

test('a file that is too long is not read, nor is a folder that is named like one', async () => {
  const folder = await folderWith({ 'long.trace': 'x'.repeat(101), 'folder.trace/a.trace': 'y' });
  expect(await readFileIn(folder.path, folder.at('long.trace'), 100)).toBeUndefined();
  expect(await readFileIn(folder.path, folder.at('folder.trace'), 100)).toBeUndefined();
  expect(await found(folder)).toEqual(['folder.trace/a.trace', 'long.trace']);
});
