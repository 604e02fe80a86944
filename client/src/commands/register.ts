import { CancellationError, commands, type Disposable, type LogOutputChannel } from 'vscode';
import { LSPErrorCodes, ResponseError } from 'vscode-languageclient';
import { tellOutdated } from '../notify.ts';
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
    if (isCancellation(error)) return;
    if (isOutdated(error)) return tellOutdated(context.notify);
    log.error(`${id}:`, error instanceof Error ? error : String(error));
    context.notify.fail(error instanceof Error ? error.message : String(error));
  }
}

function isCancellation(error: unknown): boolean {
  return (
    error instanceof CancellationError ||
    (error instanceof ResponseError && error.code === LSPErrorCodes.RequestCancelled)
  );
}

function isOutdated(error: unknown): boolean {
  return error instanceof ResponseError && error.code === LSPErrorCodes.ContentModified;
}
