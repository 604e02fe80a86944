import { createParser } from '../../server/src/core/syntax/parser.ts';
import { loadGrammarOfClone } from '../../server/src/workspace/load-grammar.ts';
import { type Failure, failureOf } from '../support/meet-conditions.ts';
import { print } from './support.ts';

/** CONDITIONS=N asks fewer or more, SEED=S others. */
const COUNT = Number(process.env['CONDITIONS'] ?? 100_000);
const SEED = process.env['SEED'] ?? 'bench';
/** Failures that are shown. */
const SHOWN = 5;

const parser = await createParser(await loadGrammarOfClone(process.cwd()));
const started = performance.now();
const failures: Failure[] = [];
for (let index = 0; index < COUNT; index++) {
  const failure = await failureOf(`${SEED} ${index}`, parser);
  if (failure) failures.push(failure);
}
const seconds = (performance.now() - started) / 1e3;
for (const { seed, text, filled, why } of failures.slice(0, SHOWN))
  print(`--- ${seed}: ${why.join('; ')}\n${text}\n=>\n${filled}`);
print(
  `${COUNT} random conditions that can be met, a model that was never trained: ${failures.length} not met (at most 0), ${seconds.toFixed(0)} s`,
);
