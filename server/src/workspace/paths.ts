import { fileURLToPath } from 'node:url';

/** Where on this machine's disk an address leads; undefined for what is kept elsewhere, such as in an untitled editor. */
export function pathOf(uri: string): string | undefined {
  if (!uri.startsWith('file:')) return undefined;
  try {
    // Editors do not agree on how the letter of a drive is written.
    return fileURLToPath(uri).replace(/^[A-Z]:/, (drive) => drive.toLowerCase());
  } catch {
    return undefined;
  }
}
