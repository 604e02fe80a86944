import { printSpec } from '../core/print/print.ts';
import { parseSpec } from '../core/spec/build.ts';
import type { TextEdit } from '../core/text/range.ts';
import { ModelUnavailable } from '../generate/language-model.ts';
import { assembleModelService } from '../wiring/assemble.ts';
import { installationAt } from '../wiring/installation.ts';
import { type Command, CommandError, type CommandInput, EXIT } from './command.ts';
import { readSpec, requireFiles, writeOutput } from './files.ts';
import { directory, openParser } from './grammar.ts';
import { progressLine } from './progress.ts';

const TEMPERATURE = 0.8;

export const fill: Command = {
  name: 'fill',
  summary: 'Let the model fill every hole of a file',
  usage: 'FILE [--seed N] [-o OUT]',
  details: [
    '--seed N   another seed, another text; the same seed, the same text (default 0)',
    '-o OUT     write there instead of to standard output',
    'Exit code: 0 all holes filled, 1 some could not be, 2 cannot run',
  ],
  options: { seed: { type: 'string' }, output: { type: 'string', short: 'o' } },
  run: async (input, io) => {
    const [path = '', ...more] = requireFiles(input);
    if (more.length > 0) throw new CommandError('One file at a time is filled.');
    const parser = await openParser();
    const { name, text, spec } = await readSpec(path, parser, io);
    const service = assembleModelService({
      installation: installationAt(directory),
      trusted: true,
      parse: (changed) => parseSpec(parser, changed),
      specsBeside: () => [],
    });
    const progress = progressLine(io, 'Filling');
    try {
      const snapshot = { uri: name, version: 0, text, spec };
      const options = { seed: seedOf(input), temperature: TEMPERATURE };
      const result = await service.generator.fillAll(
        snapshot,
        options,
        new AbortController().signal,
        progress.update,
      );
      progress.end();
      const filled = printSpec(parseSpec(parser, applyEdits(text, result.edits)));
      await writeOutput(input.values['output'], filled, io);
      for (const { reason } of result.refused) io.stderr(`${name}: a hole stays open: ${reason}\n`);
      return result.refused.length > 0 ? EXIT.found : EXIT.ok;
    } catch (error) {
      if (error instanceof ModelUnavailable) throw new CommandError(error.message);
      throw error;
    } finally {
      progress.end();
      await service.dispose();
    }
  },
};

function seedOf({ values }: CommandInput): number {
  if (values['seed'] === undefined) return 0;
  const seed = Number(values['seed']);
  if (!Number.isSafeInteger(seed) || seed < 0)
    throw new CommandError('--seed takes a whole number from 0 on.');
  return seed;
}

/** Edits do not overlap and are in text order. */
function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let result = '';
  let from = 0;
  for (const { range, text: inserted } of edits) {
    result += text.slice(from, range.start) + inserted;
    from = range.end;
  }
  return result + text.slice(from);
}
