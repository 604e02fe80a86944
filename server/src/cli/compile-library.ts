import { compileLibrary } from '../generate/library/library.ts';
import { printLibrary } from '../generate/library/stored-library.ts';
import { type Command, CommandError, EXIT } from './command.ts';
import { requireFiles, writeOutput } from './files.ts';
import { readSystems } from './systems.ts';

export const compileLibraryCommand: Command = {
  name: 'compile-library',
  summary: 'Compile a folder of systems to the form that ships with the extension',
  usage: 'FOLDER [-o OUT]',
  details: ['-o OUT   write there instead of to standard output', 'Exit code: 0 done, 2 cannot run'],
  options: { output: { type: 'string', short: 'o' } },
  run: async (input, io) => {
    const [folder = ''] = requireFiles(input);
    const systems = await readSystems(folder, io);
    if (systems.length === 0) throw new CommandError(`${folder}: there is no .trace file in it.`);
    await writeOutput(input.values['output'], printLibrary(compileLibrary(systems)), io);
    return EXIT.ok;
  },
};
