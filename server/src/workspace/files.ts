import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EACCES: 'access is denied',
  EPERM: 'access is denied',
  EISDIR: 'it is a folder',
  ERR_FS_FILE_TOO_LARGE: 'it is larger than two gigabytes',
};

/** A file cannot be read; `message` is shown to the user. */
export class UnreadableFile extends Error {
  override readonly name = 'UnreadableFile';
}

/**
 * The bytes of a file with a `file:` address.
 * @throws UnreadableFile with the reason in words.
 */
export async function readBytes(uri: string): Promise<Uint8Array> {
  try {
    return await readFile(fileURLToPath(uri));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    throw new UnreadableFile(`The file cannot be read: ${REASONS[code] ?? String(error)}.`);
  }
}
