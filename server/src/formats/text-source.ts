import { ImportError } from './import-error.ts';

/**
 * Larger files are refused: reading takes about ten times their size in memory, and the server must live with the
 * default limit of its process, about 2 GB.
 */
export const MAX_BYTES = 128 * 1024 * 1024;

const LINE_FEED = 10;

/**
 * Refuses what cannot be text of a trace, saying what it seems to be.
 * @throws ImportError
 */
export function assertText(input: string | Uint8Array): void {
  const megabytes = Math.ceil(input.length / 1024 / 1024);
  if (input.length > MAX_BYTES)
    throw new ImportError(
      `The file has ${megabytes} MB; up to ${MAX_BYTES / 1024 / 1024} MB can be imported. Split it.`,
    );
  if (typeof input === 'string') return;
  if (input[0] === 0x1f && input[1] === 0x8b)
    throw new ImportError('The file is compressed with gzip. Unpack it first: gunzip FILE.');
  if (encodingOf(input) === 'utf-8' && input.subarray(0, 4096).includes(0))
    throw new ImportError(
      'The file is binary, not JSON text. OTLP protobuf is not supported yet: export OTLP/JSON.',
    );
}

/** The text as a whole, without its byte order mark. */
export function wholeText(input: string | Uint8Array): string {
  if (typeof input === 'string') return input.startsWith('\uFEFF') ? input.slice(1) : input;
  return new TextDecoder(encodingOf(input)).decode(input);
}

/** Lines from 1 on, decoded when asked for. */
export function linesOf(
  input: string | Uint8Array,
): Iterator<{ readonly line: number; readonly text: string }> {
  if (typeof input === 'string' || encodingOf(input) !== 'utf-8') return linesOfText(wholeText(input));
  return linesOfBytes(input);
}

function* linesOfText(text: string): Generator<{ readonly line: number; readonly text: string }> {
  let line = 1;
  for (let start = 0; start <= text.length; line += 1) {
    const found = text.indexOf('\n', start);
    const end = found < 0 ? text.length : found;
    yield { line, text: text.slice(start, end) };
    start = end + 1;
  }
}

function* linesOfBytes(bytes: Uint8Array): Generator<{ readonly line: number; readonly text: string }> {
  const decoder = new TextDecoder();
  let line = 1;
  for (let start = 0; start <= bytes.length; line += 1) {
    const found = bytes.indexOf(LINE_FEED, start);
    const end = found < 0 ? bytes.length : found;
    yield { line, text: decoder.decode(bytes.subarray(start, end)) };
    start = end + 1;
  }
}

/** By the byte order mark; JSON is UTF-8 where there is none. */
function encodingOf(bytes: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8';
}
