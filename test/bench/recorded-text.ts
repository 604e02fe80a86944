import { readFileSync } from 'node:fs';
import { importTrace } from '../../server/src/formats/import-trace.ts';

const RECORDINGS = 'test/fixtures/traces';
const FILES = ['place-order.jaeger.json', 'view-product.otlp.jsonl'];

/** Imported traces of one shop, as many as make `calls` calls or more. */
export function recordedText(calls: number): string {
  const imported = FILES.map((name) => importTrace(readFileSync(`${RECORDINGS}/${name}`), { name }).text);
  const texts: string[] = [];
  for (let index = 0; callsIn(texts) < calls; index += 1) texts.push(imported[index % imported.length] ?? '');
  return texts.join('\n');
}

const CALL = /^ +(?:async )?(?:http|rpc|db|cache|send|recv|call|in) /gmu;

function callsIn(texts: readonly string[]): number {
  return [...texts.join('\n').matchAll(CALL)].length;
}
