import { gunzipSync } from 'node:zlib';
import { type CallGraph, readCallGraph } from '../generate/training/call-graph.ts';
import { CommandError, type CommandIo } from './command.ts';
import { readInput, textOf } from './files.ts';

/**
 * Reads call graphs, one a line, packed with gzip or not; lines that hold no usable graph are passed over. Rejects with
 * `CommandError`, which names the line, where one is no JSON.
 */
export async function readCallGraphs(file: string, io: CommandIo): Promise<CallGraph[]> {
  const { bytes, name } = await readInput(file, io);
  const text = textOf({ name, bytes: isGzip(bytes) ? unpacked(bytes, name) : bytes });
  return text
    .split('\n')
    .flatMap((line, index) => (line.trim() === '' ? [] : (readLine(line, name, index) ?? [])));
}

const isGzip = (bytes: Uint8Array): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;

function unpacked(bytes: Uint8Array, name: string): Uint8Array {
  try {
    return gunzipSync(bytes);
  } catch {
    throw new CommandError(`${name} is a damaged gzip file.`);
  }
}

function readLine(line: string, name: string, index: number): CallGraph | undefined {
  try {
    return readCallGraph(line);
  } catch {
    throw new CommandError(`${name}:${index + 1} is no JSON. One call graph a line is expected.`);
  }
}
