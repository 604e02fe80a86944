import { availableParallelism } from 'node:os';
import path from 'node:path';
import { parseSpec } from '../core/spec/build.ts';
import type { TraceParser } from '../core/syntax/parser.ts';
import { amount } from '../core/text/amount.ts';
import { applyEdits } from '../core/text/apply-edits.ts';
import { fillMany } from '../generate/bulk/fill-many.ts';
import { ModelUnavailable } from '../generate/language-model.ts';
import { DEFAULT_SETTINGS } from '../workspace/settings.ts';
import { CommandError, type CommandInput, type CommandIo, EXIT, type ModelChoice } from './command.ts';
import { makeFolder, type OpenFile, writeOutput } from './files.ts';
import { progressLine } from './progress.ts';
import { wholeNumber } from './whole-number.ts';

export interface SeveralFills {
  readonly file: OpenFile;
  readonly parser: TraceParser;
  /** Of the first fill; the others have those that follow it. */
  readonly seed: number;
  readonly choice: ModelChoice;
  /** `--count`, `--jobs`, `-o`. */
  readonly input: CommandInput;
}

/** A process of the model takes 120 MB. */
const MOST_JOBS = 4;

/**
 * Fills one sketch many times: `sketch-0.trace`, `sketch-1.trace` and so on in a folder, each named by its seed. Disposes of the
 * file's document. Rejects with `CommandError` where the model or the folder cannot be used; what is written by then stays.
 * @returns the exit code
 */
export async function fillSeveral(
  { file, parser, seed, choice, input }: SeveralFills,
  io: CommandIo,
): Promise<number> {
  const seeds = Array.from({ length: wholeNumber(input, 'count', 1) }, (_, index) => seed + index);
  const folder = input.values['output'];
  if (typeof folder !== 'string' || folder === '-')
    throw new CommandError('With --count, -o names the folder that the filled files go to.');
  await makeFolder(folder, io);
  const jobs = Math.min(
    seeds.length,
    wholeNumber(input, 'jobs', Math.min(availableParallelism(), MOST_JOBS)),
  );
  const models = Array.from({ length: Math.max(1, jobs) }, () =>
    io.startModel((text) => parseSpec(parser, text), choice, true),
  );
  const { name, text, document } = file;
  const snapshot = { uri: name, version: document.version, text, spec: document.analysis.spec };
  const progress = progressLine(io, 'Filling file');
  let open = 0;
  try {
    await fillMany(
      models.map(({ generator }) => generator),
      snapshot,
      { seeds, temperature: DEFAULT_SETTINGS['fill.temperature'] },
      new AbortController().signal,
      async ({ edits, refused }, index) => {
        progress.update(index + 1, seeds.length);
        if (refused.length > 0) open++;
        await writeOutput(
          path.join(folder, fileName(name, seeds[index] ?? 0)),
          applyEdits(text, edits),
          io,
          file,
        );
      },
    );
  } catch (error) {
    if (error instanceof ModelUnavailable) throw new CommandError(error.message);
    throw error;
  } finally {
    progress.end();
    await Promise.all(models.map((model) => model.dispose()));
    document.dispose();
  }
  io.stderr(
    `${name}: ${amount(seeds.length, 'file')} in ${folder}${open > 0 ? `, ${open} with open holes` : ''}\n`,
  );
  return open > 0 ? EXIT.found : EXIT.ok;
}

function fileName(sketch: string, seed: number): string {
  const base = sketch === '<stdin>' ? 'trace' : path.basename(sketch, '.trace');
  return `${base}-${seed}.trace`;
}
