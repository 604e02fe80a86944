import type {
  Connection,
  InitializeParams,
  InitializeResult,
  ServerCapabilities,
} from 'vscode-languageserver';
import type { TraceParser } from './core/syntax/parser.ts';
import { type WorkspaceFile, workspaceFileOf } from './generate/session/workspace.ts';
import { type ClosedFile, closedFiles, readClosedFile } from './handlers/closed-files.ts';
import type { ServerContext } from './handlers/context.ts';
import { lateProgress } from './handlers/late-progress.ts';
import type { ModelService } from './handlers/model-service.ts';
import { HANDLERS } from './handlers/table.ts';
import type { InitializationOptions } from './protocol.ts';
import { type Clock, systemClock } from './workspace/clock.ts';
import { OpenDocuments } from './workspace/documents.ts';
import { LIMITS } from './workspace/index/selection.ts';
import { WorkspaceIndex } from './workspace/index/workspace-index.ts';
import { SettingsStore } from './workspace/settings-store.ts';

/** What the server is given by whoever starts it. */
export interface ServerHost {
  readonly version: string;
  loadParser(): Promise<TraceParser>;
  createModel(needs: ModelNeeds): ModelService;
  /** Whether a client that says nothing of trust is trusted. */
  readonly trustsByDefault?: boolean;
  readonly clock?: Clock;
}

/** What the model's wiring gets of the server. */
export interface ModelNeeds {
  readonly trusted: boolean;
  readonly parser: TraceParser;
  /** The other files of the workspace, nearest first, which show how the workspace's services call each other. */
  filesBeside(uri: string): readonly WorkspaceFile[];
}

/** Serves one client on `connection`, from `initialize` to `shutdown`. */
export function serve(connection: Connection, host: ServerHost): void {
  let stop = async (): Promise<void> => undefined;
  connection.onInitialize(async (params): Promise<InitializeResult> => {
    const context = await createContext(connection, host, params);
    stop = () => shutDown(context);
    connection.onInitialized(() => {
      for (const action of context.whenInitialized) action();
    });
    return { capabilities: register(context), serverInfo: { name: 'Tracewright', version: host.version } };
  });
  connection.onShutdown(() => stop());
  connection.listen();
}

async function createContext(
  connection: Connection,
  host: ServerHost,
  params: InitializeParams,
): Promise<ServerContext> {
  const options: InitializationOptions = params.initializationOptions ?? {};
  const clock = host.clock ?? systemClock;
  const parser = await host.loadParser();
  const documents = new OpenDocuments(parser, clock.now);
  const trusted = options.trusted ?? host.trustsByDefault ?? false;
  const index = new WorkspaceIndex({
    parser,
    limits: LIMITS,
    digest: readClosedFile,
    begin: () => lateProgress(context, 'Reading the traces of the workspace'),
    log: (line) => connection.console.info(line),
  });
  const context: ServerContext = {
    connection,
    client: params.capabilities,
    options,
    trusted,
    folders: foldersOf(params),
    documents,
    index,
    settings: new SettingsStore((problem) => connection.console.warn(problem)),
    model: host.createModel({
      trusted,
      parser,
      filesBeside: (uri) => filesBeside(index, documents, uri),
    }),
    clock,
    whenInitialized: [],
    whenTrusted: [],
  };
  return context;
}

function foldersOf({ workspaceFolders, rootUri }: InitializeParams): readonly string[] {
  return workspaceFolders?.map(({ uri }) => uri) ?? (rootUri === null ? [] : [rootUri]);
}

/** Open documents are nearest: somebody works with them. */
function filesBeside(
  index: WorkspaceIndex<ClosedFile>,
  documents: OpenDocuments,
  uri: string,
): readonly WorkspaceFile[] {
  const open = documents.all().filter((document) => document.uri !== uri);
  return [
    ...open.map(({ analysis }) => workspaceFileOf(analysis.spec)),
    ...closedFiles(index, documents, uri).map(({ shown }) => shown),
  ];
}

/** The capabilities are those of the handlers that registered, so that none is promised without being there. */
function register(context: ServerContext): ServerCapabilities {
  const capabilities: ServerCapabilities = {};
  for (const handler of HANDLERS) Object.assign(capabilities, handler(context));
  return capabilities;
}

async function shutDown({ documents, index, model }: ServerContext): Promise<void> {
  index.dispose();
  await index.settled();
  documents.dispose();
  await model.dispose();
}
