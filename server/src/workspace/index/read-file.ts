import { constants } from 'node:fs';
import { type FileHandle, open, realpath } from 'node:fs/promises';
import path from 'node:path';

// Windows knows neither flag. A pipe in the place of a file must not keep the server waiting.
const READ_ONLY = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/**
 * The text of a file that lies in `root` in truth, whatever links are on the way to it; undefined for one that lies
 * elsewhere, is longer than `maxBytes` or cannot be read.
 */
export async function readFileIn(root: string, place: string, maxBytes: number): Promise<string | undefined> {
  try {
    const way = path.relative(await realpath(root), await realpath(place));
    if (way === '..' || way.startsWith(`..${path.sep}`) || path.isAbsolute(way)) return undefined;
    const file = await open(place, READ_ONLY);
    try {
      return await textOf(file, maxBytes);
    } finally {
      await file.close();
    }
  } catch {
    // It was there a moment ago; a file that is gone, or that this user may not read, says nothing.
    return undefined;
  }
}

async function textOf(file: FileHandle, maxBytes: number): Promise<string | undefined> {
  const stats = await file.stat();
  if (!stats.isFile() || stats.size > maxBytes) return undefined;
  // Not all of it where it is still growing.
  const bytes = new Uint8Array(stats.size);
  const { bytesRead } = await file.read(bytes, 0, bytes.length, 0);
  return new TextDecoder().decode(bytes.subarray(0, bytesRead));
}
