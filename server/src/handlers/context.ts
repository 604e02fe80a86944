import type {
  CancellationToken,
  ClientCapabilities,
  Connection,
  ResponseError,
  ServerCapabilities,
} from 'vscode-languageserver';
import type { InitializationOptions } from '../protocol.ts';
import type { Clock } from '../workspace/clock.ts';
import type { OpenDocuments } from '../workspace/documents.ts';
import type { WorkspaceIndex } from '../workspace/index/workspace-index.ts';
import type { SettingsStore } from '../workspace/settings-store.ts';
import type { TraceDocument } from '../workspace/trace-document.ts';
import type { ClosedFile } from './closed-files.ts';
import { requestCancelled } from './errors.ts';
import type { ModelService } from './model-service.ts';

/** What every handler may use. */
export interface ServerContext {
  readonly connection: Connection;
  readonly client: ClientCapabilities;
  readonly options: InitializationOptions;
  readonly trusted: boolean;
  /** The workspace's folders when the client started. */
  readonly folders: readonly string[];
  readonly documents: OpenDocuments;
  /** What the files of the workspace say that are not open. */
  readonly index: WorkspaceIndex<ClosedFile>;
  readonly settings: SettingsStore;
  readonly model: ModelService;
  readonly clock: Clock;
  /** Handlers add what is to happen once the client has said `initialized`. */
  readonly whenInitialized: (() => void)[];
  /** The same for once the user trusts a workspace that was not trusted at first. */
  readonly whenTrusted: (() => void)[];
}

/** Registers one group of requests and says which capabilities that gives. */
export type Handler = (context: ServerContext) => ServerCapabilities;

/** Answers from an open document as it stands; `none` for a document that is not open. */
export function answerFrom<R>(
  context: ServerContext,
  uri: string,
  token: CancellationToken,
  none: R,
  work: (document: TraceDocument) => R,
): R | ResponseError<void> {
  if (token.isCancellationRequested) return requestCancelled();
  const document = context.documents.get(uri);
  return document === undefined ? none : work(document);
}
