import { type ExtensionContext, window } from 'vscode';
import type { CommandContext } from './commands/command.ts';
import { registerCommands } from './commands/register.ts';
import { EarlyTyping } from './early-typing.ts';
import { EndpointKey } from './endpoint-key.ts';
import { createNotifier } from './notify.ts';
import { PreviewManager } from './preview/manager.ts';
import { ServerSession } from './server-session.ts';
import { StatusItem } from './status/status-item.ts';

let server: ServerSession | undefined;

/** Only wires: the server starts beside it and nothing here waits for it. */
export function activate(context: ExtensionContext): void {
  const log = window.createOutputChannel('Tracewright', { log: true });
  const notify = createNotifier(() => log.show());
  server = new ServerSession(context, log);
  const previews = new PreviewManager(context.extensionUri, server, log);
  const endpointKey = new EndpointKey(context.secrets, server, log);
  const commandContext: CommandContext = { server, notify, previews, endpointKey, showLog: () => log.show() };
  context.subscriptions.push(
    log,
    previews,
    endpointKey,
    new StatusItem(server),
    new EarlyTyping(server),
    ...registerCommands(commandContext, log),
  );
  server.start().catch((error: unknown) => log.error('The language server did not start:', String(error)));
}

/** Resolves when the server's process has ended, which VS Code waits for. */
export function deactivate(): Promise<void> | undefined {
  return server?.stop();
}
