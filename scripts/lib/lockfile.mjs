/** Looks into package-lock.json for what npm sometimes leaves out: packages that are for other platforms only. */

/**
 * @typedef {object} LockedPackage
 * @property {string} [version]
 * @property {boolean} [dev]
 * @property {boolean} [optional]
 * @property {Record<string, string>} [optionalDependencies]
 * @property {readonly string[]} [os]
 * @property {readonly string[]} [cpu]
 * @property {readonly string[]} [libc]
 */

/** @typedef {Record<string, LockedPackage>} LockedPackages */

/**
 * @typedef {object} MissingPackage
 * @property {string} name
 * @property {string} version
 * @property {boolean} dev
 */

/**
 * Optional dependencies without an entry. `npm ci` refuses such a lockfile.
 * @param {LockedPackages} packages
 * @returns {readonly MissingPackage[]}
 */
export function missingOptionals(packages) {
  return Object.entries(packages).flatMap(([path, { optionalDependencies = {}, dev = false }]) =>
    Object.entries(optionalDependencies)
      .filter(([name]) => !isLocked(packages, path, name))
      .map(([name, version]) => ({ name, version, dev })),
  );
}

/**
 * Looks where Node would, from the package's own folder up to the root.
 * @param {LockedPackages} packages
 * @param {string} from
 * @param {string} name
 * @returns {boolean}
 */
function isLocked(packages, from, name) {
  if (`${from && `${from}/`}node_modules/${name}` in packages) return true;
  if (from === '') return false;
  return isLocked(packages, from.slice(0, Math.max(from.lastIndexOf('/node_modules/'), 0)), name);
}
