import * as nodeFiles from 'node:fs/promises';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Files, writeWhole } from '../../../server/src/cli/write-whole.ts';
import { systemError } from './memory-io.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'tracewright-'));
});
afterEach(() => rm(folder, { recursive: true }));

const inFolder = (name: string) => path.join(folder, name);

describe('writeWhole', () => {
  it('makes a file, and replaces one with its permissions', async () => {
    await writeWhole(inFolder('a'), 'one');
    await chmod(inFolder('a'), 0o640);
    await writeWhole(inFolder('a'), 'two');
    expect(await readFile(inFolder('a'), 'utf8')).toBe('two');
    expect((await stat(inFolder('a'))).mode & 0o777).toBe(0o640);
    expect(await readdir(folder)).toEqual(['a']);
  });

  it('writes through a link', async () => {
    await mkdir(inFolder('real'));
    await writeFile(inFolder('real/a'), 'one');
    await symlink(inFolder('real/a'), inFolder('link'));
    await writeWhole(inFolder('link'), 'two');
    expect(await readFile(inFolder('real/a'), 'utf8')).toBe('two');
    expect(await readdir(folder)).toEqual(['link', 'real']);
  });

  it('replaces a file only while it is as expected', async () => {
    await writeFile(inFolder('a'), 'mine');
    await expect(writeWhole(inFolder('a'), 'new', Buffer.from('old'))).rejects.toMatchObject({
      name: 'FileChanged',
    });
    expect(await readFile(inFolder('a'), 'utf8')).toBe('mine');
    await writeWhole(inFolder('a'), 'new', Buffer.from('mine'));
    expect(await readFile(inFolder('a'), 'utf8')).toBe('new');
    await expect(writeWhole(inFolder('gone'), 'new', Buffer.from('x'))).rejects.toMatchObject({
      name: 'FileChanged',
    });
    expect(await readdir(folder)).toEqual(['a']);
  });

  it.each(['writeFile', 'sync'] as const)(
    'leaves everything as it was when the disk is full at %s',
    async (step) => {
      await writeFile(inFolder('a'), 'one');
      const open: Files['open'] = async (...place) => {
        const handle = await nodeFiles.open(...place);
        handle[step] = async () => {
          throw systemError('ENOSPC');
        };
        return handle;
      };
      await expect(writeWhole(inFolder('a'), 'two', undefined, { ...nodeFiles, open })).rejects.toMatchObject(
        { code: 'ENOSPC' },
      );
      expect(await readFile(inFolder('a'), 'utf8')).toBe('one');
      expect(await readdir(folder)).toEqual(['a']);
    },
  );

  it('passes on what the system says of a place that cannot be written', async () => {
    await writeFile(inFolder('file'), '');
    await expect(writeWhole(inFolder('no/such/folder'), 'x')).rejects.toMatchObject({ code: 'ENOENT' });
    await expect(writeWhole(inFolder('file/below'), 'x')).rejects.toMatchObject({ code: 'ENOTDIR' });
    await expect(writeWhole(folder, 'x')).rejects.toMatchObject({ code: 'EISDIR' });
  });
});
