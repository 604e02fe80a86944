import {
  type CancellationToken,
  type Hover,
  type HoverParams,
  MarkupKind,
  type ResponseError,
  type ServerCapabilities,
} from 'vscode-languageserver';
import { explainLikelihood } from '../features/hover/explain-likelihood.ts';
import { hover as findHover } from '../features/hover/hover.ts';
import { paragraphs } from '../features/hover/markdown.ts';
import { Assessments } from '../generate/session/assessments.ts';
import type { TraceDocument } from '../workspace/trace-document.ts';
import type { ServerContext } from './context.ts';
import { abortSignal, requestCancelled } from './errors.ts';

/** Who points at a call waits no longer than this to read how likely it is. */
const PATIENCE_MS = 150;

export function hover(context: ServerContext): ServerCapabilities {
  const assessments = new Assessments(context.model.generator);
  context.connection.onHover((params, token) => answer(context, assessments, params, token));
  return { hoverProvider: true };
}

async function answer(
  context: ServerContext,
  assessments: Assessments,
  { textDocument, position }: HoverParams,
  token: CancellationToken,
): Promise<Hover | null | ResponseError<void>> {
  if (token.isCancellationRequested) return requestCancelled();
  const document = context.documents.get(textDocument.uri);
  const offset = document?.offsetAt(position) ?? 0;
  const found = document && findHover(document.analysis, offset);
  if (document === undefined || found === undefined) return null;
  const range = document.toRange(found.range);
  const likelihood = await likelihoodAt(context, assessments, document, offset, token);
  if (token.isCancellationRequested) return requestCancelled();
  return { contents: { kind: MarkupKind.Markdown, value: paragraphs(found.markdown, likelihood) }, range };
}

/** Undefined where there is nothing to say, or not in time; the work then goes on, for the next who points there. */
async function likelihoodAt(
  { model, clock }: ServerContext,
  assessments: Assessments,
  document: TraceDocument,
  offset: number,
  token: CancellationToken,
): Promise<string | undefined> {
  if (model.status.state !== 'ready' && model.status.state !== 'busy') return undefined;
  const request = abortSignal(token);
  const over = new AbortController();
  const asked = assessments.of(document.snapshot(), offset, document.whileUnchanged, request.signal);
  try {
    const assessment = await Promise.race([asked, clock.wait(PATIENCE_MS, over.signal)]);
    return assessment === undefined ? undefined : explainLikelihood(assessment);
  } catch {
    // A model that fails says so in the status item.
    return undefined;
  } finally {
    over.abort();
    request.release();
  }
}
