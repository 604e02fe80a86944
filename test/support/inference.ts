import { mkdir, rename, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Below node_modules, so that the worker finds node-llama-cpp as it does in the repository. */
const folder = `${root}node_modules/.cache/tracewright`;

/** Bundles the worker as the product's build does; the path of the bundle. */
export async function buildWorker(): Promise<string> {
  const result = await build({
    entryPoints: [`${root}server/src/inference/worker.ts`],
    bundle: true,
    platform: 'node',
    format: 'esm',
    external: ['node-llama-cpp'],
    write: false,
  });
  const path = `${folder}/inference-worker.mjs`;
  await mkdir(folder, { recursive: true });
  // Renamed into place: test files run side by side, and none may fork half a bundle.
  const mine = `${path}.${process.pid}`;
  await writeFile(mine, result.outputFiles[0]?.contents ?? new Uint8Array());
  await rename(mine, path);
  return path;
}

/** Random weights, 96 tokens, written by `training/make_fixture.py`. */
export const tinyModel = (type: 'f16' | 'q8_0') => `${root}test/fixtures/models/tiny-${type}.gguf`;
/** The same without a codec: a general model in small. */
export const textModel = `${root}test/fixtures/models/tiny-text.gguf`;
export const TINY_CODEC = { name: 'tiny', version: 3 };
export const TINY_VOCABULARY = 96;
export const TINY_CONTEXT = 8192;

/** A sequence of `length` tokens of the tiny model, fixed by `salt`. */
export function tinySequence(length: number, salt = 0): number[] {
  const start = 1 + (salt % (TINY_VOCABULARY - 1));
  return Array.from({ length }, (_, index) => 1 + ((start + index * index) % (TINY_VOCABULARY - 1)));
}
