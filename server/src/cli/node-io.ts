import { readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { createParser } from '../core/syntax/parser.ts';
import { assembleModelService, superviseEmbedded } from '../wiring/assemble.ts';
import { installationAt } from '../wiring/installation.ts';
import { loadGrammar } from '../workspace/load-grammar.ts';
import type { CommandIo, Terminal } from './command.ts';
import { writeWhole } from './write-whole.ts';

/** The process's own streams and files. @param directory the folder of the bundles. */
export function createNodeIo(directory: string): CommandIo {
  return {
    stdout: (text) => void process.stdout.write(text),
    stderr: (text) => void process.stderr.write(text),
    terminal: terminalOf(process.env, process.stdout.isTTY, process.stderr.isTTY),
    readStdin: () => buffer(process.stdin),
    readFile: (path) => readFile(path),
    writeFile: writeWhole,
    loadParser: async () => createParser(await loadGrammar(directory)),
    startModel: (parse) =>
      assembleModelService({
        installation: installationAt(directory),
        trusted: true,
        parse,
        filesBeside: () => [],
      }),
    startScoring: (modelPath) => superviseEmbedded(installationAt(directory), modelPath),
  };
}

/** Colours only where a person sees them and has not asked for none (no-color.org). */
export function terminalOf(
  environment: Readonly<Record<string, string | undefined>>,
  isOutput: boolean,
  isError: boolean,
): Terminal {
  const isPlain = Boolean(environment['NO_COLOR']) || environment['TERM'] === 'dumb';
  return { color: isOutput && !isPlain, progress: isError && environment['TERM'] !== 'dumb' };
}
