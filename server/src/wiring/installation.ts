import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Library } from '../generate/library/library.ts';
import { parseLibrary } from '../generate/library/stored-library.ts';

/** Where the parts of an installed Tracewright lie, seen from the folder of its bundles. */
export interface Installation {
  readonly workerPath: string;
  readonly modelPath: string;
  readonly libraryPath: string;
}

/** Where no editor keeps the endpoint's key, the environment holds it: it does not belong on a command line. */
export const ENDPOINT_KEY_VARIABLE = 'TRACEWRIGHT_API_KEY';

export function installationAt(directory: string): Installation {
  return {
    workerPath: path.join(directory, 'inference-worker.mjs'),
    modelPath: path.join(directory, '..', 'models', 'tracewright.gguf'),
    libraryPath: path.join(directory, 'library.json'),
  };
}

/** Reads the compiled library of systems; without one, files that have no services yet get no names from elsewhere. */
export async function readLibrary(libraryPath: string): Promise<Library> {
  const text = await readFile(libraryPath, 'utf8').catch(() => '');
  return (text === '' ? undefined : parseLibrary(text)) ?? { systems: [] };
}
