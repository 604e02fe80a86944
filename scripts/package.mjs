/**
 * Makes the VSIX: the bundles, the model and one native binary, put together in a folder of their own so that nothing
 * of the development slips in.
 *
 * Usage: node scripts/package.mjs [--target linux-x64] [--universal]
 *   --target      another platform than this one; its native binary is fetched from the registry
 *   --universal   without native code and model: everything but generation, for every platform
 */
import { existsSync } from 'node:fs';
import { cp, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createVSIX, listFiles } from '@vscode/vsce';
import { fromRoot, outFolder, root } from './lib/paths.mjs';
import { runOrThrow } from './lib/process.mjs';
import { Missing, runScript, say } from './lib/say.mjs';
import { checkContents } from './package/contents.mjs';
import { copyNativeSlice } from './package/native-slice.mjs';
import { NATIVE_PACKAGES, thisTarget } from './package/targets.mjs';

/** Taken as they are; `.vscodeignore` says which of their files. */
const SHIPPED = [
  '.vscodeignore',
  'package.nls.json',
  'l10n',
  'README.md',
  'CHANGELOG.md',
  'LICENSE',
  'examples',
  'media',
  'syntaxes',
];

const { values } = parseArgs({
  options: { target: { type: 'string' }, universal: { type: 'boolean', default: false } },
});

async function main() {
  const target = values.universal ? undefined : (values.target ?? thisTarget());
  const nativePackage = target && nativePackageOf(target);
  const stage = join(outFolder, 'stage', target ?? 'universal');
  await prepareStage(stage);
  if (nativePackage) await addModel(stage, nativePackage);
  const { name, version } = await writeManifest(stage);
  const vsix = fromRoot([name, target, version].filter(Boolean).join('-').concat('.vsix'));
  await createVSIX({ cwd: stage, packagePath: vsix, dependencies: false, ...(target && { target }) });
  // Other scripts install what was made last.
  await writeFile(join(outFolder, 'package.txt'), vsix);
  return report(vsix, stage, nativePackage);
}

/** @param {string} target */
function nativePackageOf(target) {
  const name = NATIVE_PACKAGES[target];
  if (name) return name;
  const known = Object.keys(NATIVE_PACKAGES).join(', ');
  throw new Missing(
    `There is no native binary for ${target}.`,
    `--universal, or --target with one of ${known}`,
  );
}

/** @param {string} stage */
async function prepareStage(stage) {
  await rm(stage, { recursive: true, force: true });
  await mkdir(stage, { recursive: true });
  await runOrThrow(
    process.execPath,
    [fromRoot('scripts/build.mjs'), '--production', '--out', join(stage, 'dist')],
    {
      capture: true,
    },
  );
  const present = SHIPPED.filter((path) => existsSync(fromRoot(path)));
  for (const path of present) await cp(fromRoot(path), join(stage, path), { recursive: true });
}

/** @param {string} stage @param {string} nativePackage */
async function addModel(stage, nativePackage) {
  await copyNativeSlice(nativePackage, join(stage, 'dist', 'node_modules'));
  await cp(fromRoot('models'), join(stage, 'models'), { recursive: true });
}

/**
 * The manifest without what only development needs; the packager would otherwise look for the dependencies.
 * @param {string} stage
 * @returns {Promise<{ name: string, version: string }>}
 */
async function writeManifest(stage) {
  const manifest = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  const development = ['dependencies', 'devDependencies', 'overrides', 'scripts'];
  const kept = Object.fromEntries(Object.entries(manifest).filter(([key]) => !development.includes(key)));
  await writeFile(join(stage, 'package.json'), `${JSON.stringify(kept, null, 2)}\n`);
  return manifest;
}

/**
 * @param {string} vsix
 * @param {string} stage
 * @param {string | undefined} nativePackage
 */
async function report(vsix, stage, nativePackage) {
  const { size: bytes } = await stat(vsix);
  const files = await listFiles({ cwd: stage });
  say(`${vsix}: ${(bytes / 1e6).toFixed(1)} MB, ${files.length} files`);
  const wrong = checkContents(files, { bytes, nativePackage });
  for (const sentence of wrong) say(`WRONG: ${sentence}`);
  return wrong.length === 0 ? 0 : 1;
}

await runScript(main);
