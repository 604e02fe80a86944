import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { compileLibrary } from '../generate/library/library.ts';
import { type Command, CommandError, EXIT } from './command.ts';
import { readSpec, requireFiles, writeOutput } from './files.ts';

export const compileLibraryCommand: Command = {
  name: 'compile-library',
  summary: 'Compile a folder of systems to the form that ships with the extension',
  usage: 'FOLDER [-o OUT]',
  details: ['-o OUT   write there instead of to standard output', 'Exit code: 0 done, 2 cannot run'],
  options: { output: { type: 'string', short: 'o' } },
  run: async (input, io) => {
    const [folder = ''] = requireFiles(input);
    const parser = await io.loadParser();
    const names = (await readdir(folder)).filter((name) => name.endsWith('.trace')).sort();
    if (names.length === 0) throw new CommandError(`${folder}: there is no .trace file in it.`);
    const systems = [];
    for (const name of names) {
      const spec = await readSpec(path.join(folder, name), parser, io);
      systems.push({ name: path.basename(name, '.trace'), spec });
    }
    await writeOutput(input.values['output'], JSON.stringify(compileLibrary(systems)), io);
    return EXIT.ok;
  },
};
