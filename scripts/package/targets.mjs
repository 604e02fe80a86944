/** The platforms that VS Code names, and the package of node-llama-cpp that carries the native binary for each. */

/** @type {Readonly<Record<string, string>>} */
export const NATIVE_PACKAGES = {
  'linux-x64': '@node-llama-cpp/linux-x64',
  'linux-arm64': '@node-llama-cpp/linux-arm64',
  'linux-armhf': '@node-llama-cpp/linux-armv7l',
  'darwin-arm64': '@node-llama-cpp/mac-arm64-metal',
  'darwin-x64': '@node-llama-cpp/mac-x64',
  'win32-x64': '@node-llama-cpp/win-x64',
  'win32-arm64': '@node-llama-cpp/win-arm64',
};

/** The platform that runs this script, as VS Code names it. */
export const thisTarget = () => `${process.platform}-${process.arch === 'arm' ? 'armhf' : process.arch}`;
