import { type Command, CommandError, EXIT } from './command.ts';

export const lsp: Command = {
  name: 'lsp',
  summary: 'Serve the language to any editor (Language Server Protocol)',
  usage: '--stdio',
  details: ['--stdio   speak over standard input and output'],
  // Clients add the id of their own process.
  options: { stdio: { type: 'boolean' }, clientProcessId: { type: 'string' } },
  run: async (input) => {
    if (!input.values['stdio']) throw new CommandError('Only --stdio is served: tracewright lsp --stdio');
    await import('../main.ts');
    // The connection ends the process when its client says `exit` or goes away.
    await new Promise(() => undefined);
    return EXIT.ok;
  },
};
