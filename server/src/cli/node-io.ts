import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { createParser } from '../core/syntax/parser.ts';
import { assembleModelService, superviseEmbedded } from '../wiring/assemble.ts';
import { ENDPOINT_KEY_VARIABLE, installationAt } from '../wiring/installation.ts';
import { loadGrammar } from '../workspace/load-grammar.ts';
import { DEFAULT_SETTINGS, type Settings } from '../workspace/settings.ts';
import type { CommandIo, ModelChoice, Terminal } from './command.ts';
import { runAnother } from './run-another.ts';
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
    makeFolder: async (path) => void (await mkdir(path, { recursive: true })),
    runAnother: (line) => runAnother(path.join(directory, 'cli.cjs'), line),
    loadParser: async () => createParser(await loadGrammar(directory)),
    startModel: (parse, choice = {}, inBulk = false) => {
      const model = assembleModelService({
        installation: installationAt(directory),
        trusted: true,
        parse,
        filesBeside: () => [],
        inBulk,
        endpointKey: process.env[ENDPOINT_KEY_VARIABLE],
      });
      model.configure(settingsOf(choice));
      return model;
    },
    startScoring: (modelPath) => superviseEmbedded(installationAt(directory), modelPath),
  };
}

function settingsOf({ path, endpoint, endpointModel, endpointKind }: ModelChoice): Settings {
  return {
    ...DEFAULT_SETTINGS,
    ...(path !== undefined && { 'model.path': path }),
    ...(endpoint !== undefined && { 'model.endpoint': endpoint }),
    ...(endpointModel !== undefined && { 'model.endpointModel': endpointModel }),
    ...(endpointKind !== undefined && { 'model.endpointKind': endpointKind }),
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
