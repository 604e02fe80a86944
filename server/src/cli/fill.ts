import { parseSpec } from '../core/spec/build.ts';
import { amount } from '../core/text/amount.ts';
import { applyEdits } from '../core/text/apply-edits.ts';
import type { FillResult } from '../generate/generator.ts';
import { DEFAULT_SETTINGS } from '../workspace/settings.ts';
import { asking } from './asking.ts';
import {
  type Command,
  CommandError,
  type CommandInput,
  type CommandIo,
  EXIT,
  type ModelChoice,
  type RunningModel,
} from './command.ts';
import {
  assertReadable,
  type OpenFile,
  openFile,
  requireOneFile,
  snapshotOf,
  warnOfErrors,
  writeOutput,
} from './files.ts';
import { fillSeveral } from './fill-several.ts';
import { wholeNumber } from './whole-number.ts';

export const fill: Command = {
  name: 'fill',
  summary: 'Let the model fill every hole of a file',
  usage:
    'FILE [--seed N] [--count N [--jobs N]] [-o OUT] [--model FILE | --endpoint URL [--endpoint-model NAME] [--endpoint-kind KIND]]',
  details: [
    '--seed N               another seed, another text; the same seed, the same text (default 0)',
    '--count N              fill the file so many times, with seed N and those that follow it, into the folder OUT',
    '--jobs N               processes that share this (default: one for each processor, at most 4)',
    '-o OUT                 write there instead of to standard output; FILE itself where that is meant',
    '--model FILE           another GGUF model than the embedded one; a general one writes the language itself',
    '--endpoint URL         an OpenAI-compatible server, such as http://127.0.0.1:8080/v1; its key stands in TRACEWRIGHT_API_KEY',
    '--endpoint-model NAME  the name of the model there',
    '--endpoint-kind KIND   chat (default) or completion',
    'Exit code: 0 all holes filled, 1 some could not be, 2 cannot run',
  ],
  options: {
    seed: { type: 'string' },
    count: { type: 'string' },
    jobs: { type: 'string' },
    output: { type: 'string', short: 'o' },
    model: { type: 'string' },
    endpoint: { type: 'string' },
    'endpoint-model': { type: 'string' },
    'endpoint-kind': { type: 'string' },
  },
  run: async (input, io) => {
    const seed = wholeNumber(input, 'seed', DEFAULT_SETTINGS['fill.seed']);
    const choice = modelChoice(input);
    const parser = await io.loadParser();
    const file = await openFile(requireOneFile(input), parser, io);
    assertReadable(file);
    warnOfErrors(file, io);
    if (input.values['count'] !== undefined) {
      const several = fillSeveral({ file, parser, seed, choice, input }, io);
      return several.finally(() => file.document.dispose());
    }
    const model = io.startModel((text) => parseSpec(parser, text), choice);
    try {
      const result = await fillAll(file, seed, model, io);
      await writeOutput(input.values['output'], applyEdits(file.text, result.edits), io, file);
      report(file, result, io);
      return result.refused.length > 0 ? EXIT.found : EXIT.ok;
    } finally {
      await model.dispose();
      file.document.dispose();
    }
  },
};

function modelChoice({ values }: CommandInput): ModelChoice {
  const { model, endpoint } = values;
  const [name, kind] = [values['endpoint-model'], values['endpoint-kind']];
  if (kind !== undefined && kind !== 'chat' && kind !== 'completion')
    throw new CommandError(`--endpoint-kind is chat or completion, not ${String(kind)}.`);
  if (typeof model === 'string' && typeof endpoint === 'string')
    throw new CommandError('Either --model or --endpoint names the model.');
  return {
    ...(typeof model === 'string' && { path: model }),
    ...(typeof endpoint === 'string' && { endpoint }),
    ...(typeof name === 'string' && { endpointModel: name }),
    ...(kind !== undefined && { endpointKind: kind }),
  };
}

function fillAll(file: OpenFile, seed: number, model: RunningModel, io: CommandIo): Promise<FillResult> {
  const options = { seed, temperature: DEFAULT_SETTINGS['fill.temperature'] };
  return asking(io, 'Filling hole', (update) =>
    model.generator.fillAll(snapshotOf(file), options, new AbortController().signal, update),
  );
}

function report({ name, document }: OpenFile, { filled, refused }: FillResult, io: CommandIo): void {
  for (const { range, reason } of refused) {
    const { line, character } = document.positionAt(range.start);
    io.stderr(`${name}:${line + 1}:${character + 1} stays open: ${reason}\n`);
  }
  io.stderr(
    `${name}: ${amount(filled, 'hole')} filled${refused.length > 0 ? `, ${refused.length} open` : ''}\n`,
  );
}
