import { parseSpec } from '../core/spec/build.ts';
import type { Spec } from '../core/spec/spec.ts';
import type { TraceParser } from '../core/syntax/parser.ts';
import { CommandError, type CommandInput, type CommandIo } from './command.ts';

/** A file as given on the command line; `-` is standard input. */
export interface InputFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export async function readInput(path: string, io: CommandIo): Promise<InputFile> {
  if (path === '-') return { name: '<stdin>', bytes: await io.readStdin() };
  try {
    return { name: path, bytes: await io.readFile(path) };
  } catch (error) {
    throw new CommandError(`${path}: ${systemReason(error)}`);
  }
}

export function requireFiles({ files }: CommandInput): readonly string[] {
  if (files.length === 0) throw new CommandError('No file is given; `-` reads standard input.');
  return files;
}

export function textOf(file: InputFile): string {
  return new TextDecoder('utf-8').decode(file.bytes);
}

export async function readSpec(
  path: string,
  parser: TraceParser,
  io: CommandIo,
): Promise<{ readonly name: string; readonly text: string; readonly spec: Spec }> {
  const file = await readInput(path, io);
  const text = textOf(file);
  return { name: file.name, text, spec: parseSpec(parser, text) };
}

/** To the file that `-o` names, or to standard output. */
export async function writeOutput(
  path: string | boolean | undefined,
  text: string,
  io: CommandIo,
): Promise<void> {
  if (typeof path !== 'string' || path === '-') return io.stdout(text);
  try {
    await io.writeFile(path, text);
  } catch (error) {
    throw new CommandError(`${path}: ${systemReason(error)}; nothing was written.`);
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EACCES: 'access is denied',
  EISDIR: 'this is a folder',
  ENOSPC: 'the disk is full',
  EROFS: 'the file system is read-only',
};

export function systemReason(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return REASONS[code] ?? (error instanceof Error ? error.message : String(error));
}
