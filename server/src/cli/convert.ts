import { droppedText } from '../core/fold/dropped.ts';
import { amount } from '../core/text/amount.ts';
import { ImportError } from '../formats/import-error.ts';
import { type ImportedTrace, importTrace } from '../formats/import-trace.ts';
import { type Command, CommandError, type CommandIo, EXIT } from './command.ts';
import { type InputFile, readInput, requireOneFile, writeOutput } from './files.ts';

export const convert: Command = {
  name: 'convert',
  summary: 'Make a readable .trace of recorded traces (OTLP/JSON, JSON Lines, Jaeger JSON)',
  usage: 'FILE [-o OUT]',
  details: ['-o OUT   write there instead of to standard output', 'Exit code: 0 done, 2 cannot run'],
  options: { output: { type: 'string', short: 'o' } },
  run: async (input, io) => {
    const file = await readInput(requireOneFile(input), io);
    const imported = read(file, io);
    await writeOutput(input.values['output'], imported.text, io, file);
    io.stderr(`${summary(file.name, imported)}\n`);
    for (const warning of imported.warnings) io.stderr(`${file.name}: ${warning}\n`);
    return EXIT.ok;
  },
};

/** From this size on, reading takes longer than a second. */
const LARGE_BYTES = 10_000_000;

function read({ name, bytes }: InputFile, io: CommandIo): ImportedTrace {
  const waits = io.terminal.progress && bytes.length >= LARGE_BYTES;
  if (waits) io.stderr(`Reading ${Math.round(bytes.length / 1e6)} MB ...`);
  try {
    return importTrace(bytes, { name: name.replace(/^.*[/\\]/s, '') });
  } catch (error) {
    if (error instanceof ImportError) throw new CommandError(`${name}: ${error.message}`);
    throw error;
  } finally {
    if (waits) io.stderr('\r\u001b[K');
  }
}

function summary(name: string, { format, traces, spans, dropped }: ImportedTrace): string {
  const lost = droppedText(dropped);
  const losses = lost === '' ? 'Nothing was dropped.' : `Dropped: ${lost}.`;
  return `${name}: ${format}, ${amount(traces, 'trace')}, ${amount(spans, 'span')}. ${losses}`;
}
