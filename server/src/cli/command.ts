import type { ParseArgsConfig } from 'node:util';

/** What a command reads and writes; tests give their own. */
export interface CommandIo {
  readonly stdout: (text: string) => void;
  readonly stderr: (text: string) => void;
  /** All of standard input. */
  readStdin(): Promise<Uint8Array>;
  /** Rejects with the system's error. */
  readFile(path: string): Promise<Uint8Array>;
  /** Writes the file as a whole or not at all; rejects with the system's error. */
  writeFile(path: string, bytes: string | Uint8Array): Promise<void>;
}

export interface CommandInput {
  readonly files: readonly string[];
  readonly values: Readonly<Record<string, string | boolean | undefined>>;
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
  readonly options: NonNullable<ParseArgsConfig['options']>;
  /** @returns the exit code. */
  run(input: CommandInput, io: CommandIo): Promise<number>;
}

/** Exit codes of every command. */
export const EXIT = { ok: 0, found: 1, cannotRun: 2 } as const;

/** The command cannot do what was asked; the message says why and what helps. Ends with exit code 2. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
}
