/** Installing a Debian package where that needs no question: as root, with apt-get there. */
import { findOnPath, runOrThrow } from './process.mjs';
import { Missing, say } from './say.mjs';

let listsAreFresh = false;

/**
 * @param {readonly string[]} packages
 * @param {string} what is missing, for the message
 */
export async function installDebianPackages(packages, what) {
  const command = `apt-get install -y --no-install-recommends ${packages.join(' ')}`;
  if (!canInstall()) throw new Missing(what, `on Debian or Ubuntu: sudo ${command}`);
  say(`Installing ${packages.join(', ')} (${what})`);
  await refreshLists();
  await apt(['install', '-y', '--no-install-recommends', ...packages]);
}

async function refreshLists() {
  if (listsAreFresh) return;
  await apt(['update']);
  listsAreFresh = true;
}

const canInstall = () => process.getuid?.() === 0 && findOnPath('apt-get') !== undefined;

/** @param {readonly string[]} args */
const apt = (args) =>
  runOrThrow('apt-get', ['-q', ...args], { capture: true, env: { DEBIAN_FRONTEND: 'noninteractive' } });
