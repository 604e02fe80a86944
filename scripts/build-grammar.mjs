/**
 * Makes the parser from the grammar: parser.c, the WebAssembly module that is shipped, and the stamp that tells what they
 * were made of. All of them are checked in, so that only who changes the grammar needs the tools.
 *
 * Usage: npm run grammar
 */
import { chmod, writeFile } from 'node:fs/promises';
import { ABI, CLI_VERSION, GRAMMAR_SOURCES, hashOf, STAMP, WASM } from './lib/grammar-stamp.mjs';
import { fromRoot } from './lib/paths.mjs';
import { run, runOrThrow } from './lib/process.mjs';
import { Missing, runScript, say } from './lib/say.mjs';

const GET_CLI = `cargo install tree-sitter-cli --version ${CLI_VERSION} --locked`;
const GET_EMSCRIPTEN = 'apt-get install --no-install-recommends emscripten (or https://emscripten.org)';
const folder = fromRoot('syntaxes/grammar');

async function main() {
  const cli = await versionOf('tree-sitter', GET_CLI);
  if (cli !== CLI_VERSION)
    throw new Missing(`tree-sitter ${cli} is installed, ${CLI_VERSION} is needed.`, GET_CLI);
  const emscripten = await versionOf('emcc', GET_EMSCRIPTEN);
  await runOrThrow('tree-sitter', ['generate', '--abi', String(ABI)], { cwd: folder, both: true });
  await runOrThrow('emcc', COMPILE, { cwd: folder, both: true });
  // The compiler marks it as a program.
  await chmod(WASM, 0o644);
  const stamp = {
    grammarSha256: await hashOf(GRAMMAR_SOURCES),
    wasmSha256: await hashOf([WASM]),
    cli,
    abi: ABI,
    emscripten,
  };
  await writeFile(STAMP, `${JSON.stringify(stamp, undefined, 2)}\n`);
  say(
    `Wrote parser.c, tree-sitter-trace.wasm and their stamp (tree-sitter ${cli}, emscripten ${emscripten})`,
  );
  return 0;
}

/** A side module, which the runtime of web-tree-sitter links; exceptions would only make it larger. */
const COMPILE = [
  ['-Os', '-s', 'WASM=1', '-s', 'SIDE_MODULE=2', '-s', 'EXPORTED_FUNCTIONS=["_tree_sitter_trace"]'],
  ['-fno-exceptions', '-I', 'src', '-o', WASM, 'src/parser.c', 'src/scanner.c'],
].flat();

/**
 * @param {string} command
 * @param {string} remedy how to get it
 */
async function versionOf(command, remedy) {
  const { output } = await run(command, ['--version'], { capture: true }).catch(() => ({ output: '' }));
  const version = /\d+\.\d+\.\d+/.exec(output)?.[0];
  if (version === undefined) throw new Missing(`${command} is not installed.`, remedy);
  return version;
}

await runScript(main);
