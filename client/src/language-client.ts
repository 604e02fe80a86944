/** The only file that needs the protocol's library at run time; `server-session.ts` loads it when the server starts. */
import { type ExtensionContext, type LogOutputChannel, type TextDocument, workspace } from 'vscode';
import { LanguageClient, type LanguageClientOptions, State, TransportKind } from 'vscode-languageclient/node';
import type { InitializationOptions } from '../../server/src/protocol.ts';
import type { ServerState } from './server-session.ts';

/** Where `.trace` documents may live; diff views and other read-only copies are left to the plain grammar. */
const SCHEMES = ['file', 'untitled', 'vscode-remote', 'vscode-vfs', 'vscode-test-web', 'memfs'];

/** V8 gives young objects several dozen megabytes by default, for no measurable speed here. */
const SMALL_HEAP = ['--max-semi-space-size=2'];

const STATES: Readonly<Record<State, ServerState>> = {
  [State.Stopped]: 'stopped',
  [State.Starting]: 'starting',
  [State.StartFailed]: 'stopped',
  [State.Running]: 'running',
};

export function createClient(
  context: ExtensionContext,
  log: LogOutputChannel,
  onGreyTextAsked: (document: TextDocument) => void,
): LanguageClient {
  const module = context.asAbsolutePath('dist/server.cjs');
  const server = (execArgv: readonly string[]) => ({
    module,
    transport: TransportKind.ipc,
    options: { execArgv: [...SMALL_HEAP, ...execArgv] },
  });
  const options = { run: server([]), debug: server(['--nolazy', '--enable-source-maps']) };
  return new LanguageClient('tracewright', 'Tracewright', options, clientOptions(log, onGreyTextAsked));
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
