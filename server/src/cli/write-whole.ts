import { randomBytes } from 'node:crypto';
import * as nodeFiles from 'node:fs/promises';
import path from 'node:path';
import { FileChanged } from './command.ts';

/** The part of `node:fs/promises` that writing needs; tests break it. */
export type Files = Pick<
  typeof nodeFiles,
  'chmod' | 'open' | 'readFile' | 'realpath' | 'rename' | 'rm' | 'stat' | 'writeFile'
>;

/**
 * Writes a file beside its place and renames it there: whoever reads it sees the old text or the new, never half of one, and
 * a full disk leaves it as it was. Links are followed, permissions kept; devices and pipes are written as they are.
 * @param expected what the file must still hold.
 * @throws FileChanged, or the system's error.
 */
export async function writeWhole(
  file: string,
  bytes: string | Uint8Array,
  expected?: Uint8Array,
  files: Files = nodeFiles,
): Promise<void> {
  const target = await files.realpath(file).catch(() => file);
  const before = await files.stat(target).catch(() => undefined);
  if (before !== undefined && !before.isFile()) return files.writeFile(target, bytes);
  const beside = path.join(
    path.dirname(target),
    `.${path.basename(target)}.${randomBytes(4).toString('hex')}.tmp`,
  );
  try {
    await writeThrough(beside, bytes, files);
    if (before !== undefined) await files.chmod(beside, before.mode);
    if (expected !== undefined) await assertUnchanged(target, expected, files);
    await files.rename(beside, target);
  } catch (error) {
    await files.rm(beside, { force: true });
    throw error;
  }
}

/** Down to the disk: a rename must not overtake the text. */
async function writeThrough(file: string, bytes: string | Uint8Array, files: Files): Promise<void> {
  const handle = await files.open(file, 'wx');
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function assertUnchanged(file: string, expected: Uint8Array, files: Files): Promise<void> {
  const now = await files.readFile(file).catch(() => undefined);
  if (now === undefined || !now.equals(expected))
    throw new FileChanged(`${file} has changed since it was read.`);
}
