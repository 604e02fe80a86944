import { printSpec } from '../core/print/print.ts';
import { type Command, EXIT } from './command.ts';
import { readSpec, requireFiles, writeOutput } from './files.ts';
import { openParser } from './grammar.ts';

export const format: Command = {
  name: 'format',
  summary: 'Write files in canonical form',
  usage: 'FILE... [--check]',
  details: [
    '--check  change nothing; name the files that are not in canonical form',
    'Standard input (`-`) is written to standard output.',
    'Exit code: 0 done, 1 with --check where a file would change, 2 cannot run',
  ],
  options: { check: { type: 'boolean' } },
  run: async (input, io) => {
    const parser = await openParser();
    let changed = 0;
    for (const path of requireFiles(input)) {
      const { name, text, spec } = await readSpec(path, parser, io);
      const formatted = printSpec(spec);
      if (path === '-' && !input.values['check']) io.stdout(formatted);
      if (formatted === text) continue;
      changed++;
      if (input.values['check']) io.stdout(`${name} is not in canonical form\n`);
      else if (path !== '-') await writeOutput(path, formatted, io);
    }
    return input.values['check'] && changed > 0 ? EXIT.found : EXIT.ok;
  },
};
