/** The browser that shows the workbench in tests: one that is there, or Debian's Chromium. */
import { existsSync } from 'node:fs';
import { installDebianPackages } from '../lib/debian.mjs';
import { findOnPath } from '../lib/process.mjs';
import { Missing } from '../lib/say.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];

const APPLICATIONS = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
];

/** What a browser that only serves tests should leave alone: the network, updates, first-run pages. */
export const BROWSER_FLAGS = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * @returns {Promise<string>} path of a Chromium-like browser
 */
export async function findBrowser() {
  const found = chosenBrowser() ?? installedBrowser();
  if (found) return found;
  await installDebianPackages(['chromium'], 'a Chromium browser to show the editor in tests');
  const installed = installedBrowser();
  if (installed) return installed;
  throw new Missing('No Chromium browser was found.', 'install one, or set TRACEWRIGHT_BROWSER to its path');
}

function chosenBrowser() {
  const chosen = process.env['TRACEWRIGHT_BROWSER'];
  if (!chosen) return undefined;
  if (existsSync(chosen)) return chosen;
  throw new Missing(`TRACEWRIGHT_BROWSER names ${chosen}, which is not there.`, 'correct or unset it');
}

const installedBrowser = () =>
  NAMES.map(findOnPath).find((path) => path !== undefined) ?? APPLICATIONS.find((path) => existsSync(path));
