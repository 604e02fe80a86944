import { applyEdits } from '../core/text/apply-edits.ts';
import { formatting } from '../features/formatting.ts';
import { type Command, EXIT } from './command.ts';
import { assertReadable, forEachFile, openFile, writeOutput } from './files.ts';

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
    const parser = await io.loadParser();
    const checksOnly = input.values['check'] === true;
    let changed = 0;
    const { failed } = await forEachFile(input, io, async (path) => {
      const file = await openFile(path, parser, io);
      assertReadable(file);
      const edits = formatting(file.document.analysis);
      file.document.dispose();
      if (edits.length > 0) changed += 1;
      if (checksOnly && edits.length > 0) io.stdout(`${file.name} is not in canonical form\n`);
      if (checksOnly || (edits.length === 0 && path !== '-')) return;
      await writeOutput(path, applyEdits(file.text, edits), io, file);
      if (path !== '-') io.stdout(`${file.name} formatted\n`);
    });
    if (failed) return EXIT.cannotRun;
    return checksOnly && changed > 0 ? EXIT.found : EXIT.ok;
  },
};
