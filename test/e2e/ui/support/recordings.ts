/** Recordings of any size, made of one that the repository holds. */
import { readFileSync } from 'node:fs';
import { fromRoot } from '../../../../scripts/lib/paths.mjs';

export function recorded(name: string): string {
  return readFileSync(fromRoot('test/fixtures/traces', name), 'utf8');
}

/** The traces of a service that is asked again and again, as Jaeger writes them: at least `characters` long. */
export function recordingOfSize(characters: number): string {
  const { data } = JSON.parse(recorded('place-order.jaeger.json')) as { data: { traceID: string }[] };
  const id = data[0]?.traceID ?? '';
  const trace = JSON.stringify(data[0]);
  const count = Math.ceil(characters / trace.length);
  const traces = Array.from({ length: count }, (_, index) =>
    trace.replaceAll(id, index.toString(16).padStart(id.length, '0')),
  );
  return `{"data":[${traces.join(',')}]}`;
}
