import path from 'node:path';
import type { FoundFile } from './find-files.ts';

/**
 * Files in the order of their distance from `place`: fewest folders between first, and then by their names. A file that
 * changes keeps its place, so that what is known of the others together stays known.
 */
export function nearestFirst<T extends FoundFile>(
  files: readonly T[],
  place: string | undefined,
): readonly T[] {
  const from = foldersOf(place ?? '');
  return files
    .map((file) => ({ file, distance: place === undefined ? 0 : distance(from, foldersOf(file.path)) }))
    .sort((a, b) => a.distance - b.distance || (a.file.path < b.file.path ? -1 : 1))
    .map(({ file }) => file);
}

function foldersOf(place: string): readonly string[] {
  return place.split(path.sep).slice(0, -1);
}

/** Folders to leave and to enter on the way from one to the other. */
function distance(from: readonly string[], to: readonly string[]): number {
  let shared = 0;
  while (shared < from.length && from[shared] === to[shared]) shared++;
  return from.length + to.length - 2 * shared;
}
