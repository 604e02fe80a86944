import type { Command } from './command.ts';

export const showLog: Command = (context) => context.showLog();
