import { droppedText } from '../core/fold/dropped.ts';
import { ImportError } from '../formats/import-error.ts';
import { type ImportedTrace, importTrace } from '../formats/import-trace.ts';
import { type Command, CommandError, EXIT } from './command.ts';
import { readInput, requireFiles, writeOutput } from './files.ts';

export const convert: Command = {
  name: 'convert',
  summary: 'Make a readable .trace of recorded traces (OTLP JSON, JSON lines, Jaeger JSON)',
  usage: 'FILE [-o OUT]',
  details: ['-o OUT   write there instead of to standard output', 'Exit code: 0 done, 2 cannot run'],
  options: { output: { type: 'string', short: 'o' } },
  run: async (input, io) => {
    const [path = '', ...more] = requireFiles(input);
    if (more.length > 0) throw new CommandError('One file at a time is converted.');
    const { name, bytes } = await readInput(path, io);
    try {
      const imported = importTrace(bytes, { name });
      await writeOutput(input.values['output'], imported.text, io);
      io.stderr(
        `${imported.format}: ${imported.traces} traces, ${imported.spans} spans. ${droppedSentence(imported)}\n`,
      );
      for (const warning of imported.warnings) io.stderr(`${warning}\n`);
      return EXIT.ok;
    } catch (error) {
      if (error instanceof ImportError) throw new CommandError(`${name}: ${error.message}`);
      throw error;
    }
  },
};

function droppedSentence({ dropped }: ImportedTrace): string {
  const text = droppedText(dropped);
  return text === '' ? 'Nothing was dropped.' : `Dropped, since a call line has no place for them: ${text}.`;
}
