import type {
  CancellationToken,
  ResponseError,
  ServerCapabilities,
  WorkDoneProgressServerReporter,
} from 'vscode-languageserver';
import type { FillProgress, FillResult, GenerateOptions } from '../generate/generator.ts';
import { ModelUnavailable } from '../generate/language-model.ts';
import type { FillAllParams, FillHoleParams, FillResponse, TracewrightRequests } from '../protocol.ts';
import type { DocumentSnapshot, TraceDocument } from '../workspace/trace-document.ts';
import type { ServerContext } from './context.ts';
import { toTextEdit } from './convert.ts';
import { abortSignal, contentModified, requestCancelled, requestFailed } from './errors.ts';

const FILL_HOLE: keyof TracewrightRequests = 'tracewright/fillHole';
const FILL_ALL: keyof TracewrightRequests = 'tracewright/fillAll';

type Work = (
  snapshot: DocumentSnapshot,
  options: GenerateOptions,
  signal: AbortSignal,
  progress: FillProgress,
) => Promise<FillResult>;

/** Edits that fill holes of one version of a document; the client applies them. */
export function fill(context: ServerContext): ServerCapabilities {
  const { connection, model } = context;
  connection.onRequest(FILL_HOLE, (params: FillHoleParams, token: CancellationToken) => {
    const offset = context.documents.get(params.textDocument.uri)?.offsetAt(params.position) ?? 0;
    return answer(context, params, token, (snapshot, options, signal) =>
      model.generator.fillAt(snapshot, offset, options, signal),
    );
  });
  connection.onRequest(FILL_ALL, (params: FillAllParams, token: CancellationToken) =>
    answer(context, params, token, (snapshot, options, signal, progress) =>
      model.generator.fillAll(snapshot, options, signal, progress),
    ),
  );
  return {};
}

async function answer(
  context: ServerContext,
  params: FillAllParams,
  token: CancellationToken,
  work: Work,
): Promise<FillResponse | ResponseError<void>> {
  const document = context.documents.get(params.textDocument.uri);
  if (document === undefined) return requestFailed('The document is not open.');
  if (document.version !== params.version) return contentModified();
  const { signal, release } = abortSignal(token);
  try {
    const result = await withProgress(context, document, params, signal, work);
    // Offsets mean something in this version only.
    return document.version === params.version ? toResponse(document, result) : contentModified();
  } catch (error) {
    return failure(error, token);
  } finally {
    release();
  }
}

/** Shows how far the work is, and lets the user end it, where the editor can show that. */
async function withProgress(
  context: ServerContext,
  document: TraceDocument,
  params: FillAllParams,
  signal: AbortSignal,
  work: Work,
): Promise<FillResult> {
  const settings = context.settings.current;
  const options = { seed: params.seed ?? settings['fill.seed'], temperature: settings['fill.temperature'] };
  const snapshot = document.snapshot();
  const reporter = await createReporter(context);
  const withdrawn = reporter && abortSignal(reporter.token);
  try {
    const either = withdrawn ? AbortSignal.any([signal, withdrawn.signal]) : signal;
    return await work(snapshot, options, either, (done, total) => report(reporter, done, total));
  } finally {
    withdrawn?.release();
    reporter?.done();
  }
}

async function createReporter({
  client,
  connection,
}: ServerContext): Promise<WorkDoneProgressServerReporter | undefined> {
  if (!client.window?.workDoneProgress) return undefined;
  const reporter = await connection.window.createWorkDoneProgress();
  reporter.begin('Filling holes', 0, undefined, true);
  return reporter;
}

function report(reporter: WorkDoneProgressServerReporter | undefined, done: number, total: number): void {
  const percentage = total === 0 ? 100 : Math.round((100 * done) / total);
  reporter?.report(percentage, `${done} of ${total}`);
}

function failure(error: unknown, token: CancellationToken): ResponseError<void> {
  if (token.isCancellationRequested || isAbort(error)) return requestCancelled();
  if (error instanceof ModelUnavailable) return requestFailed(error.message);
  throw error;
}

function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}

function toResponse(document: TraceDocument, { edits, filled, refused }: FillResult): FillResponse {
  return {
    version: document.version,
    edits: edits.map((edit) => toTextEdit(document, edit)),
    filled,
    refused: refused.map(({ range, reason }) => ({ range: document.toRange(range), reason })),
  };
}
