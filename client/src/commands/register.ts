import { CancellationError, commands, type Disposable, type LogOutputChannel, l10n } from 'vscode';
import { LSPErrorCodes, ResponseError } from 'vscode-languageclient';
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
    log.error(`${id}:`, error instanceof Error ? error : String(error));
    context.notify.fail(messageOf(error));
  }
}

function isCancellation(error: unknown): boolean {
  return (
    error instanceof CancellationError ||
    (error instanceof ResponseError && error.code === LSPErrorCodes.RequestCancelled)
  );
}

function messageOf(error: unknown): string {
  if (error instanceof ResponseError && error.code === LSPErrorCodes.ContentModified)
    return l10n.t('The document was changed meanwhile; nothing was filled in.');
  return error instanceof Error ? error.message : String(error);
}
