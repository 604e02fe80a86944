import type { Spec } from '../core/spec/spec.ts';
import type { TraceParser } from '../core/syntax/parser.ts';
import type { Generator } from '../generate/generator.ts';
import type { ScoringModel } from '../generate/language-model.ts';
import type { EndpointKind } from '../inference/endpoint/request.ts';

/** What a command reads, writes and starts; tests give their own. */
export interface CommandIo {
  readonly stdout: (text: string) => void;
  readonly stderr: (text: string) => void;
  readonly terminal: Terminal;
  /** All of standard input. */
  readStdin(): Promise<Uint8Array>;
  /** Rejects with the system's error. */
  readFile(path: string): Promise<Uint8Array>;
  /**
   * Writes the file as a whole or not at all; rejects with the system's error.
   * @param expected what the file must still hold; rejects with `FileChanged` where it holds something else by now.
   */
  writeFile(path: string, bytes: string | Uint8Array, expected?: Uint8Array): Promise<void>;
  /** Makes the folder and those around it where they are not there; rejects with the system's error. */
  makeFolder(path: string): Promise<void>;
  /** Runs the command line in another process, and waits for its end. */
  runAnother(line: readonly string[]): Promise<Ended>;
  loadParser(): Promise<TraceParser>;
  /** @param inBulk for many fills of one text, some at a time: what was asked once is not asked again */
  startModel(parse: (text: string) => Spec, choice?: ModelChoice, inBulk?: boolean): RunningModel;
  /** A model to be asked for probabilities alone; the embedded one unless `modelPath` names another. */
  startScoring(modelPath?: string): ScoringModel & { dispose(): Promise<void> };
}

/** What became of another process of this program. */
export interface Ended {
  readonly code: number;
  /** What it wrote to standard error. */
  readonly said: string;
}

/** What of the output a person sees at once. */
export interface Terminal {
  readonly color: boolean;
  /** Standard error is a terminal, so progress can be shown. */
  readonly progress: boolean;
}

/** Which model is to be used; the embedded one where nothing is said. */
export interface ModelChoice {
  /** A GGUF file. */
  readonly path?: string;
  /** Address of an OpenAI-compatible server, before any file. */
  readonly endpoint?: string;
  readonly endpointModel?: string;
  readonly endpointKind?: EndpointKind;
}

export interface RunningModel {
  readonly generator: Generator;
  dispose(): Promise<void>;
}

export interface CommandInput {
  readonly files: readonly string[];
  readonly values: Readonly<Record<string, string | boolean | undefined>>;
}

/** An option of a command, as `node:util` parses it. */
export interface CommandOption {
  readonly type: 'string' | 'boolean';
  readonly short?: string;
}

/** One command of the command line; the table lists them all. */
export interface Command {
  readonly name: string;
  /** One line for the overview. */
  readonly summary: string;
  /** What follows the name. */
  readonly usage: string;
  /** Options and exit codes, for `--help`. */
  readonly details: readonly string[];
  readonly options: Readonly<Record<string, CommandOption>>;
  /** @returns the exit code. */
  run(input: CommandInput, io: CommandIo): Promise<number>;
}

/** Exit codes of every command. */
export const EXIT = { ok: 0, found: 1, cannotRun: 2 } as const;

/** The command cannot do what was asked; the message says why and what helps. Ends with exit code 2. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
}

/** Somebody else has written a file since it was read. */
export class FileChanged extends Error {
  override readonly name = 'FileChanged';
}
