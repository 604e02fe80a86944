import { readFileSync } from 'node:fs';
import { parseSpec } from '../../server/src/core/spec/build.ts';
import { createParser } from '../../server/src/core/syntax/parser.ts';
import { CODEC_NAME, CODEC_VERSION } from '../../server/src/generate/codec/vocabulary.ts';
import { createGenerator } from '../../server/src/generate/create-generator.ts';
import type { ScoringModel } from '../../server/src/generate/language-model.ts';
import type { Library } from '../../server/src/generate/library/library.ts';
import { superviseModel } from '../../server/src/inference/supervisor.ts';
import { readLibrary } from '../../server/src/wiring/installation.ts';
import { loadGrammarOfClone } from '../../server/src/workspace/load-grammar.ts';

/** The shipped model behind a generator, from a clone that is built. */
export async function openBench(
  options: {
    readonly withoutSystems?: ReadonlySet<string>;
    /** What stands between the generator and the model. */
    readonly wrap?: (model: ScoringModel) => ScoringModel;
    /** Texts that the model holds as read. */
    readonly sequences?: number;
  } = {},
) {
  const parser = await createParser(await loadGrammarOfClone(process.cwd()));
  const model = superviseModel({
    workerPath: 'dist/inference-worker.mjs',
    modelPath: 'models/tracewright.gguf',
    codec: { name: CODEC_NAME, version: CODEC_VERSION },
    idleMs: 0,
    sequences: options.sequences ?? 1,
  });
  const generator = createGenerator({
    model: options.wrap?.(model) ?? model,
    library: libraryWithout(options.withoutSystems ?? new Set()),
    parse: (text) => parseSpec(parser, text),
    filesBeside: () => [],
  });
  return { parser, model, generator };
}

export const print = (line: string): boolean => process.stdout.write(`${line}\n`);

/** The value below which `share` of the sorted `values` lie. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

/** What of a process lies in memory (Linux). */
export function residentMegabytes(pid: number | undefined): number {
  const [, kilobytes] = /^VmRSS:\s*(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return (Number(kilobytes) * 1024) / 1e6;
}

/** What is asked of the model must not stand in its hints either. */
async function libraryWithout(names: ReadonlySet<string>): Promise<Library> {
  const library = await readLibrary('dist/library.json');
  return { ...library, systems: library.systems.filter(({ name }) => !names.has(name)) };
}
