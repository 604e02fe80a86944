/** The only file that needs the protocol's library at run time; `server-session.ts` loads it when the server starts. */
import { type LogOutputChannel, type TextDocument, workspace } from 'vscode';
import {
  IPCMessageReader,
  IPCMessageWriter,
  LanguageClient,
  type LanguageClientOptions,
  State,
} from 'vscode-languageclient/node';
import type { InitializationOptions } from '../../server/src/protocol.ts';
import type { ServerProcesses } from './server-process.ts';
import type { ServerState } from './server-session.ts';

/** Where `.trace` documents may live; diff views and other read-only copies are left to the plain grammar. */
const SCHEMES = ['file', 'untitled', 'vscode-remote', 'vscode-vfs', 'vscode-test-web', 'memfs'];

const STATES: Readonly<Record<State, ServerState>> = {
  [State.Stopped]: 'stopped',
  [State.Starting]: 'starting',
  [State.StartFailed]: 'stopped',
  [State.Running]: 'running',
};

export function createClient(
  processes: ServerProcesses,
  log: LogOutputChannel,
  onGreyTextAsked: (document: TextDocument) => void,
): LanguageClient {
  const connect = async () => {
    const server = processes.take();
    return { reader: new IPCMessageReader(server), writer: new IPCMessageWriter(server) };
  };
  return new LanguageClient('tracewright', 'Tracewright', connect, clientOptions(log, onGreyTextAsked));
}

export function stateOf(state: State): ServerState {
  return STATES[state];
}

function clientOptions(
  log: LogOutputChannel,
  onGreyTextAsked: (document: TextDocument) => void,
): LanguageClientOptions {
  return {
    documentSelector: SCHEMES.map((scheme) => ({ language: 'trace', scheme })),
    outputChannel: log,
    // A function, so that a restarted server hears of trust granted meanwhile.
    initializationOptions: (): InitializationOptions => ({ trusted: workspace.isTrusted, commands: true }),
    middleware: {
      provideInlineCompletionItems: (document, position, context, token, next) => {
        onGreyTextAsked(document);
        return next(document, position, context, token);
      },
    },
  };
}
