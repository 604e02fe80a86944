/** Reads the imports of the repository's sources. */
import { readdirSync, readFileSync } from 'node:fs';
import { posix, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

export interface Import {
  /** The importing file, relative to the repository's root. */
  readonly from: string;
  /** A file relative to the root, or the name of a package. */
  readonly to: string;
  readonly isFile: boolean;
  /** Gone after compilation. */
  readonly isTypeOnly: boolean;
}

/** Every `.ts` file below the folder, relative to the root. */
export function sourcesIn(folder: string): readonly string[] {
  return readdirSync(resolve(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => posix.join(folder, name.replaceAll('\\', '/')));
}

export function importsOf(file: string): readonly Import[] {
  return importsIn(readFileSync(resolve(ROOT, file), 'utf8'), file);
}

const STATIC = /^(?:import|export)\s+(type\s)?(?:([^'";]*?)\sfrom\s+)?'([^']+)'/gm;
const DYNAMIC = /\bimport\(\s*'([^']+)'/g;

/** @param from path of the file that the text is of */
export function importsIn(text: string, from: string): readonly Import[] {
  const fixed = [...text.matchAll(STATIC)].map(([, type, names, specifier]) => ({
    specifier,
    isTypeOnly: type !== undefined || namesOnlyTypes(names ?? ''),
  }));
  const dynamic = [...text.matchAll(DYNAMIC)].map(([, specifier]) => ({ specifier, isTypeOnly: false }));
  return [...fixed, ...dynamic].map(({ specifier = '', isTypeOnly }) => ({
    from,
    isTypeOnly,
    ...target(specifier, from),
  }));
}

function target(specifier: string, from: string): { to: string; isFile: boolean } {
  const isFile = specifier.startsWith('.');
  return { to: isFile ? posix.join(posix.dirname(from), specifier) : specifier, isFile };
}

/** `{ type A, type B }` leaves nothing behind either. */
function namesOnlyTypes(names: string): boolean {
  const braces = /^\{([^}]*)\}$/.exec(names.trim());
  const parts = (braces?.[1] ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);
  return parts.length > 0 && parts.every((part) => part.startsWith('type '));
}
