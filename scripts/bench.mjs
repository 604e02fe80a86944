/**
 * Runs the benchmarks of `test/bench`, each of which prints its figures beside a limit or a peer.
 *
 * Usage: node scripts/bench.mjs [NAME...]
 */
import { readdirSync } from 'node:fs';
import { fromRoot } from './lib/paths.mjs';
import { runScript, say } from './lib/say.mjs';
import { runTypeScript } from './lib/typescript.mjs';

const ENDING = '.bench.ts';

async function main() {
  const wanted = process.argv.slice(2);
  const names = readdirSync(fromRoot('test/bench'))
    .filter((name) => name.endsWith(ENDING))
    .map((name) => name.slice(0, -ENDING.length))
    .filter((name) => wanted.length === 0 || wanted.includes(name));
  if (names.length === 0) {
    say(`No such benchmark in test/bench: ${wanted.join(', ')}`);
    return 2;
  }
  for (const name of names) {
    say(`\n${name}`);
    await runTypeScript(`test/bench/${name}${ENDING}`);
  }
  return 0;
}

await runScript(main);
