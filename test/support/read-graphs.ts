import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { type CallGraph, readCallGraph } from '../../server/src/generate/training/call-graph.ts';

/** The call graphs of a file, one a line, plain or packed; lines that are none are left out. */
export function readGraphs(file: string): CallGraph[] {
  const bytes = readFileSync(file);
  const text = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  return text.split('\n').flatMap((line) => (line === '' ? [] : (readCallGraph(line) ?? [])));
}
