import { CancellationError, commands, type Disposable, type LogOutputChannel } from 'vscode';
import { tellOutdated } from '../notify.ts';
import { isCancelled, isOutdated } from '../response-codes.ts';
import type { Command, CommandContext } from './command.ts';
import { COMMANDS } from './table.ts';

/** Registers the table; a failing command is logged in full and shown in one sentence. */
export function registerCommands(context: CommandContext, log: LogOutputChannel): readonly Disposable[] {
  return Object.entries(COMMANDS).map(([id, command]) =>
    commands.registerCommand(id, (...args: readonly unknown[]) => run(id, command, context, log, args)),
  );
}

async function run(
  id: string,
  command: Command,
  context: CommandContext,
  log: LogOutputChannel,
  args: readonly unknown[],
): Promise<void> {
  try {
    await command(context, ...args);
  } catch (error) {
    if (error instanceof CancellationError || isCancelled(error)) return;
    if (isOutdated(error)) return tellOutdated(context.notify);
    log.error(`${id}:`, error instanceof Error ? error : String(error));
    context.notify.fail(error instanceof Error ? error.message : String(error));
  }
}
