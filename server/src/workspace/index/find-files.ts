import type { Dirent } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import path from 'node:path';
import type { Pause } from './pause.ts';

/** A file as the disk has it. */
export interface FoundFile {
  readonly path: string;
  readonly bytes: number;
  /** When it last changed, in milliseconds since 1970. */
  readonly changedAt: number;
}

/** A workspace with more folders, or more files, is looked at as far as this, level by level. */
const MAX_FOLDERS = 20_000;
const MAX_FILES = 5_000;
const ENDING = '.trace';

/**
 * The `.trace` files in a folder and below it. Links are not followed, so that there are no loops and nothing outside is
 * found; hidden folders and installed packages are passed over, and what cannot be read is as good as not there.
 */
export async function findFiles(root: string, pause: Pause): Promise<FoundFile[]> {
  const found: FoundFile[] = [];
  const folders = [root];
  for (let index = 0; index < Math.min(folders.length, MAX_FOLDERS); index++) {
    if (found.length >= MAX_FILES) break;
    await pause();
    for (const entry of await entriesOf(folders[index] ?? root)) {
      const place = path.join(folders[index] ?? root, entry.name);
      if (entry.isDirectory() && !isPassedOver(entry.name)) folders.push(place);
      const file = entry.isFile() ? await statFile(place) : undefined;
      if (file) found.push(file);
    }
  }
  return found;
}

/** Undefined for what is no `.trace` file, or is not there. */
export async function statFile(place: string): Promise<FoundFile | undefined> {
  if (!place.endsWith(ENDING)) return undefined;
  const stats = await lstat(place).catch(() => undefined);
  return stats?.isFile() ? { path: place, bytes: stats.size, changedAt: stats.mtimeMs } : undefined;
}

/** Whether `findFiles` would look into all folders on the way from `root` to `place`. */
export function isBelow(root: string, place: string): boolean {
  const way = path.relative(root, place);
  if (way === '' || way === '..' || path.isAbsolute(way)) return false;
  // The way up begins like a hidden folder.
  return !way.split(path.sep).slice(0, -1).some(isPassedOver);
}

function isPassedOver(folder: string): boolean {
  return folder.startsWith('.') || folder === 'node_modules';
}

async function entriesOf(folder: string): Promise<readonly Dirent[]> {
  return readdir(folder, { withFileTypes: true }).catch(() => []);
}
