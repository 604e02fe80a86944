import { spellDuration } from '../core/spec/spell.ts';
import { type Statistics, statistics } from '../features/statistics.ts';
import { type Command, EXIT } from './command.ts';
import { assertReadable, forEachFile, openFile } from './files.ts';

interface FileStatistics extends Statistics {
  readonly file: string;
}

export const stats: Command = {
  name: 'stats',
  summary: 'Count what a file holds: traces, calls, depth, services, types, holes, duration',
  usage: 'FILE... [--json]',
  details: [
    '--json   an array of {file, traces, calls, depth, services, types, holes, durationNs}',
    'The duration is that of the longest trace.',
    'Exit code: 0 done, 2 cannot run',
  ],
  options: { json: { type: 'boolean' } },
  run: async (input, io) => {
    const parser = await io.loadParser();
    const all: FileStatistics[] = [];
    const { failed } = await forEachFile(input, io, async (path) => {
      const file = await openFile(path, parser, io);
      assertReadable(file);
      all.push({ file: file.name, ...statistics(file.document.analysis) });
      file.document.dispose();
    });
    io.stdout(input.values['json'] ? `${JSON.stringify(all, undefined, 2)}\n` : all.map(describe).join('\n'));
    return failed ? EXIT.cannotRun : EXIT.ok;
  },
};

function describe({
  file,
  traces,
  calls,
  depth,
  services,
  types,
  holes,
  durationNs,
}: FileStatistics): string {
  const byType = Object.entries(types).map(([type, count]) => `${type} ${count}`);
  return [
    file,
    `  traces    ${traces}`,
    `  calls     ${calls}${byType.length > 0 ? ` (${byType.join(', ')})` : ''}`,
    `  depth     ${depth}`,
    `  services  ${services}`,
    `  holes     ${holes}`,
    `  duration  ${spellDuration(Number(durationNs.toPrecision(4)))}`,
    '',
  ].join('\n');
}
