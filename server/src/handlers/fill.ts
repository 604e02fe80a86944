import type { CancellationToken, ResponseError, ServerCapabilities } from 'vscode-languageserver';
import type { FillProgress, FillResult, GenerateOptions } from '../generate/generator.ts';
import { ModelUnavailable } from '../generate/language-model.ts';
import type { FillAllParams, FillHoleParams, FillResponse, TracewrightRequests } from '../protocol.ts';
import type { DocumentSnapshot, TraceDocument } from '../workspace/trace-document.ts';
import type { ServerContext } from './context.ts';
import { toTextEdit } from './convert.ts';
import { abortSignal, contentModified, requestCancelled, requestFailed } from './errors.ts';
import { lateProgress } from './late-progress.ts';

const FILL_HOLE: keyof TracewrightRequests = 'tracewright/fillHole';
const REDRAW: keyof TracewrightRequests = 'tracewright/redraw';
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
    const offset = offsetIn(context, params);
    return answer(context, params, token, (snapshot, options, signal) =>
      model.generator.fillAt(snapshot, offset, options, signal),
    );
  });
  connection.onRequest(REDRAW, (params: FillHoleParams, token: CancellationToken) => {
    const offset = offsetIn(context, params);
    return answer(context, params, token, (snapshot, options, signal) =>
      model.generator.redraw(snapshot, offset, options, signal),
    );
  });
  connection.onRequest(FILL_ALL, (params: FillAllParams, token: CancellationToken) =>
    answer(context, params, token, (snapshot, options, signal, progress) =>
      model.generator.fillAll(snapshot, options, signal, progress),
    ),
  );
  return {};
}

function offsetIn({ documents }: ServerContext, { textDocument, position }: FillHoleParams): number {
  return documents.get(textDocument.uri)?.offsetAt(position) ?? 0;
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
  // Offsets mean something in this version only, so that the work is in vain when it ends.
  const version = document.whileUnchanged;
  const request = abortSignal(token);
  const progress = lateProgress(context, 'Filling holes');
  try {
    const signal = AbortSignal.any([version, request.signal, progress.signal]);
    const result = await work(document.snapshot(), optionsOf(context, params), signal, progress.report);
    return version.aborted ? outdated(context, document) : toResponse(document, result);
  } catch (error) {
    return version.aborted ? outdated(context, document) : failure(error, token);
  } finally {
    request.release();
    progress.end();
  }
}

function optionsOf({ settings }: ServerContext, { seed }: FillAllParams): GenerateOptions {
  return { seed: seed ?? settings.current['fill.seed'], temperature: settings.current['fill.temperature'] };
}

/** Who has closed the document knows that nothing was filled in. */
function outdated(context: ServerContext, document: TraceDocument): ResponseError<void> {
  return context.documents.get(document.uri) === document ? contentModified() : requestCancelled();
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
