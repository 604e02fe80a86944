import { DidChangeConfigurationNotification } from 'vscode-languageserver';
import type { Handler, ServerContext } from './context.ts';

const SECTION = 'tracewright';

/** Settings are asked for where the client can answer, and taken from the notification where it cannot. */
export const configuration: Handler = (context) => {
  const { connection, settings } = context;
  connection.onDidChangeConfiguration(({ settings: sent }) => {
    if (context.client.workspace?.configuration) void pull(context);
    else settings.update(sectionOf(sent));
  });
  context.whenInitialized.push(() => {
    void subscribe(context);
    void pull(context);
  });
  return {};
};

async function pull({ connection, client, settings }: ServerContext): Promise<void> {
  if (!client.workspace?.configuration) return;
  try {
    settings.update(await connection.workspace.getConfiguration(SECTION));
  } catch (error) {
    connection.console.warn(`The settings could not be read: ${String(error)}`);
  }
}

async function subscribe({ connection, client }: ServerContext): Promise<void> {
  if (!client.workspace?.didChangeConfiguration?.dynamicRegistration) return;
  await connection.client.register(DidChangeConfigurationNotification.type, { section: SECTION });
}

function sectionOf(sent: unknown): unknown {
  return typeof sent === 'object' && sent !== null ? Reflect.get(sent, SECTION) : undefined;
}
