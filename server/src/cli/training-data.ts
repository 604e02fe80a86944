import path from 'node:path';
import { createRandom } from '../core/random.ts';
import type { CallGraph } from '../generate/training/call-graph.ts';
import {
  type ExerciseSource,
  librarySource,
  proceduralSource,
  recordedSource,
} from '../generate/training/exercises.ts';
import { isHeldOut } from '../generate/training/held-out.ts';
import { type Shard, shardMeta, writeShard } from '../generate/training/shards.ts';
import { readCallGraphs } from './call-graphs.ts';
import { type Command, CommandError, EXIT } from './command.ts';
import { makeFolder, requireFiles } from './files.ts';
import { type System, systemsOf } from './systems.ts';
import { wholeNumber } from './whole-number.ts';

const TRAIN_TOKENS = 24_000_000;
const SHARD_TOKENS = 4_000_000;
const VALID_TOKENS = 200_000;

export const trainingData: Command = {
  name: 'training-data',
  summary: 'Turn call graphs and systems into token shards to train a model on',
  usage: 'GRAPHS.jsonl[.gz]... --out FOLDER [--systems FOLDERS] [--unnamed SOURCES] [--tokens N] [--seed N]',
  details: [
    '--out FOLDER       receives meta.json and the shards',
    '--systems FOLDERS  systems in the trace language, names and all',
    '--unnamed SOURCES  with commas between: graphs whose `source` is one of these are taught without their names',
    '--tokens N         tokens to train on (default 24M)',
    '--seed N           (default 1)',
    'Exit code: 0 done, 2 cannot run',
  ],
  options: {
    out: { type: 'string' },
    systems: { type: 'string' },
    unnamed: { type: 'string' },
    tokens: { type: 'string' },
    seed: { type: 'string' },
  },
  run: async (input, io) => {
    const out = input.values['out'];
    if (typeof out !== 'string') throw new CommandError('--out says where the shards go.');
    const files: (readonly CallGraph[])[] = [];
    for (const file of requireFiles(input)) files.push(await readCallGraphs(file, io));
    const systems = await systemsOf(input, io);
    const unnamed = new Set(String(input.values['unnamed'] ?? '').split(','));
    const tokens = wholeNumber(input, 'tokens', TRAIN_TOKENS);
    const seed = wholeNumber(input, 'seed', 1);
    await makeFolder(out, io);
    const parts: Record<string, Shard> = {};
    const train = sourcesOf(files, systems, unnamed, false);
    for (let index = 0; index * SHARD_TOKENS < tokens; index++) {
      const size = Math.min(SHARD_TOKENS, tokens - index * SHARD_TOKENS);
      parts[`train-${index}`] = writeShard(train, size, createRandom(`${seed}/train/${index}`));
      io.stderr(`train-${index}: ${JSON.stringify(parts[`train-${index}`]?.sources)}\n`);
    }
    parts['valid-0'] = writeShard(
      sourcesOf(files, systems, unnamed, true),
      VALID_TOKENS,
      createRandom(`${seed}/valid`),
    );
    for (const [name, { tokens: bytes, mask }] of Object.entries(parts)) {
      await io.writeFile(path.join(out, `${name}.tokens`), bytes);
      await io.writeFile(path.join(out, `${name}.mask`), mask);
    }
    await io.writeFile(path.join(out, 'meta.json'), JSON.stringify(shardMeta(parts, seed)));
    return EXIT.ok;
  },
};

/** Real graphs get a third of the documents, by the root of how many there are, made-up systems more, the library the rest. */
function sourcesOf(
  files: readonly (readonly CallGraph[])[],
  systems: readonly System[],
  unnamed: ReadonlySet<string>,
  held: boolean,
): ExerciseSource[] {
  const recorded = files
    .map((graphs) => graphs.filter((graph) => isHeldOut(graph.service) === held))
    .filter((graphs) => graphs.length > 0);
  const total = recorded.reduce((sum, graphs) => sum + Math.sqrt(graphs.length), 0);
  const sources = recorded.map((graphs, index) => {
    const source = graphs[0]?.source ?? '';
    const weight = (0.34 * Math.sqrt(graphs.length)) / total;
    return recordedSource(`${source}-${index}`, weight, graphs, !unnamed.has(source));
  });
  const library = systems.filter(({ name }) => isHeldOut(name) === held).map(({ spec }) => spec);
  if (library.length > 0) sources.push(librarySource('library', 0.22, library));
  return held ? sources : [...sources, proceduralSource('procedural', 0.44)];
}
