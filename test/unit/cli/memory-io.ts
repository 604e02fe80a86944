import type { CommandIo, ModelChoice, RunningModel } from '../../../server/src/cli/command.ts';
import { FileChanged } from '../../../server/src/cli/command.ts';
import { runCommandLine } from '../../../server/src/cli/run.ts';
import { ModelUnavailable } from '../../../server/src/generate/language-model.ts';
import { testParser } from '../../support/parser.ts';
import { refusingGenerator } from '../../support/refusing-generator.ts';

export interface World {
  /** By path; a value that is an error is thrown when the file is read. */
  readonly files?: Readonly<Record<string, string | Uint8Array | Error>>;
  readonly stdin?: string;
  readonly color?: boolean;
  readonly progress?: boolean;
  readonly model?: RunningModel;
  /** Hears which model a command chose. */
  readonly chosen?: (choice: ModelChoice | undefined) => void;
  readonly scoring?: ReturnType<CommandIo['startScoring']>;
  /** Thrown when a file is written. */
  readonly full?: Error;
  /** What somebody else writes between reading and writing. */
  readonly meanwhile?: Readonly<Record<string, string>>;
}

export interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
  /** All files afterwards, as text. */
  readonly files: Readonly<Record<string, string>>;
}

/** Runs a command line in a world of its own. */
export async function run(line: readonly string[], world: World = {}): Promise<Outcome> {
  const written = new Map(Object.entries(world.files ?? {}));
  const [out, err]: [string[], string[]] = [[], []];
  const io: CommandIo = {
    stdout: (text) => void out.push(text),
    stderr: (text) => void err.push(text),
    terminal: { color: world.color ?? false, progress: world.progress ?? false },
    readStdin: async () => bytesOf(world.stdin ?? ''),
    readFile: async (path) => read(written, path),
    writeFile: async (path, bytes, expected) => {
      if (world.full !== undefined) throw world.full;
      for (const [name, text] of Object.entries(world.meanwhile ?? {})) written.set(name, text);
      if (expected !== undefined && !Buffer.from(read(written, path)).equals(expected))
        throw new FileChanged('changed');
      written.set(path, bytes);
    },
    runAnother: async (other) => {
      const said: string[] = [];
      const code = await runCommandLine(other, { ...io, stderr: (text) => void said.push(text) }, '1.2.3');
      return { code, said: said.join('') };
    },
    makeFolder: async () => {
      if (world.full !== undefined) throw world.full;
    },
    loadParser: testParser,
    startModel: (_parse, choice) => {
      world.chosen?.(choice);
      return world.model ?? noModel;
    },
    startScoring: () => world.scoring ?? noScoring,
  };
  const code = await runCommandLine(line, io, '1.2.3');
  const files = Object.fromEntries(Array.from(written, ([path, text]) => [path, String(text)]));
  return { code, out: out.join(''), err: err.join(''), files };
}

/** An error as Node's file functions throw it. */
export function systemError(code: string): Error {
  return Object.assign(new Error(`${code}: as the system says it`), { code });
}

function read(files: ReadonlyMap<string, string | Uint8Array | Error>, path: string): Uint8Array {
  const found = files.get(path) ?? systemError('ENOENT');
  if (found instanceof Error) throw found;
  return bytesOf(found);
}

const bytesOf = (text: string | Uint8Array) =>
  typeof text === 'string' ? new TextEncoder().encode(text) : text;

async function refuse(): Promise<never> {
  throw new ModelUnavailable('There is no model here.');
}

const noModel: RunningModel = {
  generator: refusingGenerator('There is no model here.'),
  dispose: async () => undefined,
};

const noScoring: ReturnType<CommandIo['startScoring']> = {
  describe: refuse,
  score: refuse,
  scoreContinuations: refuse,
  dispose: async () => undefined,
};
