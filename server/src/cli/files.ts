import { resolve } from 'node:path';
import { parseSpec } from '../core/spec/build.ts';
import type { Spec } from '../core/spec/spec.ts';
import type { TraceParser } from '../core/syntax/parser.ts';
import { amount } from '../core/text/amount.ts';
import type { Snapshot } from '../generate/generator.ts';
import { TraceDocument } from '../workspace/trace-document.ts';
import { CommandError, type CommandInput, type CommandIo, FileChanged } from './command.ts';

/** A file as given on the command line; `-` is standard input. */
export interface InputFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** A `.trace` file, parsed; dispose of the document when done with it. */
export interface OpenFile extends InputFile {
  readonly text: string;
  readonly document: TraceDocument;
}

/** @throws CommandError */
export async function readInput(path: string, io: CommandIo): Promise<InputFile> {
  if (path === '-') return { name: '<stdin>', bytes: await io.readStdin() };
  try {
    return { name: path, bytes: await io.readFile(path) };
  } catch (error) {
    throw new CommandError(`${path}: ${systemReason(error)}.`);
  }
}

/** @throws CommandError */
export async function openFile(path: string, parser: TraceParser, io: CommandIo): Promise<OpenFile> {
  const file = await readInput(path, io);
  const text = textOf(file);
  return { ...file, text, document: new TraceDocument(parser, file.name, 1, text) };
}

/** The file as generation needs it. */
export function snapshotOf({ name, text, document }: OpenFile): Snapshot {
  return { uri: name, version: document.version, text, spec: document.analysis.spec };
}

/** @throws CommandError */
export async function readSpec(path: string, parser: TraceParser, io: CommandIo): Promise<Spec> {
  return parseSpec(parser, textOf(await readInput(path, io)));
}

/**
 * Refuses a file that was not parsed at all, whose spec is empty: writing that back would lose the file.
 * @throws CommandError
 */
export function assertReadable({ name, document }: OpenFile): void {
  const { analysis } = document;
  if (analysis.readable) return;
  throw new CommandError(`${name}: ${analysis.syntaxDiagnostics[0]?.message ?? 'The file cannot be read.'}`);
}

/** Says where a file has syntax errors: what is not understood there does not count, a rule least of all. */
export function warnOfErrors({ name, document }: OpenFile, io: CommandIo): void {
  const [first, ...others] = document.analysis.syntaxDiagnostics.filter(
    ({ severity }) => severity === 'error',
  );
  if (!first) return;
  const { line, character } = document.positionAt(first.range.start);
  const more = others.length > 0 ? `, as in ${amount(others.length, 'further place')}` : '';
  io.stderr(
    `${name}:${line + 1}:${character + 1} is not understood and does not count${more}: see \`tracewright check\`.\n`,
  );
}

/** @throws CommandError */
export function requireFiles({ files }: CommandInput): readonly string[] {
  if (files.length === 0) throw new CommandError('No file is given; `-` reads standard input.');
  if (files.filter((file) => file === '-').length > 1)
    throw new CommandError('Standard input (`-`) can be read only once.');
  return files;
}

/** @throws CommandError */
export function requireOneFile(input: CommandInput): string {
  const [file = '', ...more] = requireFiles(input);
  if (more.length > 0) throw new CommandError(`One file at a time, not ${more.length + 1}.`);
  return file;
}

/** Runs `action` for each file. One that fails is reported and does not keep the others from their turn. */
export async function forEachFile(
  input: CommandInput,
  io: CommandIo,
  action: (path: string) => Promise<void>,
): Promise<{ readonly failed: boolean }> {
  let failed = false;
  for (const path of requireFiles(input)) {
    try {
      await action(path);
    } catch (error) {
      if (!(error instanceof CommandError)) throw error;
      io.stderr(`${error.message}\n`);
      failed = true;
    }
  }
  return { failed };
}

/**
 * Without the mark that some programs put before a text. What is no text at all is left to the parser to refuse.
 * @throws CommandError where it would be changed by reading it: in another encoding, or too large to be one text.
 */
export function textOf({ name, bytes }: InputFile): string {
  if (isUtf16(bytes)) throw new CommandError(`${name}: The file is UTF-16; only UTF-8 is read.`);
  try {
    return new TextDecoder('utf-8', { fatal: !bytes.subarray(0, PROBE).includes(0) }).decode(bytes);
  } catch (error) {
    if (!(error instanceof TypeError)) throw new CommandError(`${name}: The file is too large.`);
    throw new CommandError(`${name}: The file is not UTF-8: line ${lineOfBadByte(bytes)} has other bytes.`);
  }
}

/** A zero byte this near to the start tells that a file is no text. */
const PROBE = 8_000;

function isUtf16([first, second]: Uint8Array): boolean {
  return (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
}

function lineOfBadByte(bytes: Uint8Array): number {
  const lenient = new TextDecoder('utf-8').decode(bytes);
  return lenient.slice(0, lenient.indexOf('\ufffd')).split('\n').length;
}

/** `text` with the mark that stood before the text of `source`. */
function markedLike(source: InputFile | undefined, text: string): string {
  const [first, second, third] = source?.bytes ?? [];
  return first === 0xef && second === 0xbb && third === 0xbf ? `\ufeff${text}` : text;
}

/**
 * To the file that `-o` names, or to standard output. A file that is written over itself must still be as it was read.
 * @throws CommandError
 */
export async function writeOutput(
  path: string | boolean | undefined,
  text: string,
  io: CommandIo,
  source?: InputFile,
): Promise<void> {
  const marked = markedLike(source, text);
  if (typeof path !== 'string' || path === '-') return io.stdout(marked);
  try {
    await io.writeFile(path, marked, isSame(path, source) ? source?.bytes : undefined);
  } catch (error) {
    throw new CommandError(`${path}: ${systemReason(error)}; nothing was written.`);
  }
}

/** @throws CommandError */
export async function makeFolder(path: string, io: CommandIo): Promise<void> {
  try {
    await io.makeFolder(path);
  } catch (error) {
    throw new CommandError(`${path}: ${systemReason(error)}.`);
  }
}

function isSame(path: string, source: InputFile | undefined): boolean {
  return source !== undefined && resolve(source.name) === resolve(path);
}

const REASONS: ReadonlyMap<string, string> = new Map([
  ['ENOENT', 'there is no such file or folder'],
  ['ENOTDIR', 'a part of the path is no folder'],
  ['EACCES', 'access is denied'],
  ['EPERM', 'access is denied'],
  ['EISDIR', 'this is a folder'],
  ['ENOSPC', 'the disk is full'],
  ['EDQUOT', 'the quota of the disk is used up'],
  ['EROFS', 'the file system is read-only'],
  ['EMFILE', 'too many files are open'],
  ['ENAMETOOLONG', 'the name is too long'],
  ['ERR_FS_FILE_TOO_LARGE', 'the file is too large'],
]);

/** What went wrong, in words that follow a colon. */
export function systemReason(error: unknown): string {
  if (error instanceof FileChanged) return 'the file has changed since it was read';
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return REASONS.get(code) ?? (error instanceof Error ? error.message : String(error));
}
