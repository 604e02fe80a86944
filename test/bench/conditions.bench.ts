import { createRandom } from '../../server/src/core/random.ts';
import { createParser } from '../../server/src/core/syntax/parser.ts';
import type { TextModel } from '../../server/src/generate/language-model.ts';
import { loadGrammarOfClone } from '../../server/src/workspace/load-grammar.ts';
import { anything } from '../support/anything.ts';
import { type Failure, failureOf } from '../support/meet-conditions.ts';
import { ScriptedTextModel } from '../support/scripted-text-model.ts';
import { print } from './support.ts';

/** CONDITIONS=N asks fewer or more, SEED=S others. */
const COUNT = Number(process.env['CONDITIONS'] ?? 100_000);
const SEED = process.env['SEED'] ?? 'bench';

const parser = await createParser(await loadGrammarOfClone(process.cwd()));
await meet('a model that was never trained');
const random = createRandom(SEED);
await meet('a general model that says anything', new ScriptedTextModel(() => anything(random)));

async function meet(who: string, author?: TextModel): Promise<void> {
  const started = performance.now();
  const failures: Failure[] = [];
  for (let index = 0; index < COUNT; index++) {
    const failure = await failureOf(`${SEED} ${index}`, parser, author);
    if (failure) failures.push(failure);
  }
  const seconds = (performance.now() - started) / 1e3;
  for (const { seed, text, filled, why } of failures.slice(0, 5))
    print(`--- ${seed}: ${why.join('; ')}\n${text}\n=>\n${filled}`);
  print(
    `${COUNT} random conditions that can be met, ${who}: ${failures.length} not met (at most 0), ${seconds.toFixed(0)} s`,
  );
}
