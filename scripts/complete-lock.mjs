/**
 * Adds to package-lock.json the packages for other platforms that npm left out: it drops those that it cannot get
 * where the lockfile is written, and then refuses the lockfile in `npm ci`. Run it after `npm install NAME`.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { missingOptionals } from './lib/lockfile.mjs';
import { fromRoot } from './lib/paths.mjs';
import { runScript, say } from './lib/say.mjs';

/** @typedef {import('./lib/lockfile.mjs').LockedPackage} LockedPackage */

const FILE = fromRoot('package-lock.json');

async function main() {
  const lock = JSON.parse(await readFile(FILE, 'utf8'));
  for (const { name, version, dev } of missingOptionals(lock.packages)) {
    lock.packages[`node_modules/${name}`] = {
      version,
      ...platformOf(name),
      ...(dev && { dev }),
      optional: true,
    };
    say(`added ${name} ${version}`);
  }
  lock.packages = Object.fromEntries(
    Object.entries(lock.packages).sort(([a], [b]) => a.localeCompare(b, 'en')),
  );
  await writeFile(FILE, `${JSON.stringify(lock, null, 2)}\n`);
  return 0;
}

/** Parts of a package's name, and what npm calls them. */
const SYSTEMS = {
  android: 'android',
  darwin: 'darwin',
  mac: 'darwin',
  freebsd: 'freebsd',
  linux: 'linux',
  openharmony: 'openharmony',
  win32: 'win32',
  win: 'win32',
};
const PROCESSORS = {
  arm64: 'arm64',
  x64: 'x64',
  ia32: 'ia32',
  ppc64: 'ppc64',
  riscv64: 'riscv64',
  s390x: 's390x',
  arm: 'arm',
  armv7l: 'arm',
};

/**
 * The platform that a package is for, by its name: one that the registry lacks can be asked nothing.
 * @param {string} name such as `@biomejs/cli-darwin-arm64`
 * @returns {Pick<LockedPackage, 'os' | 'cpu' | 'libc'>}
 */
function platformOf(name) {
  const words = name.split(/[/-]/);
  const os = Object.entries(SYSTEMS).find(([word]) => words.includes(word))?.[1];
  const cpu = Object.entries(PROCESSORS).find(([word]) => words.includes(word))?.[1];
  if (!os || !cpu) throw new Error(`The name ${name} does not say which platform it is for.`);
  const isMusl = words.some((word) => word.startsWith('musl'));
  return { cpu: [cpu], ...(isMusl && { libc: ['musl'] }), os: [os] };
}

await runScript(main);
