import {
  type CancellationToken,
  type Diagnostic,
  type DiagnosticServerCancellationData,
  type DocumentDiagnosticReport,
  DocumentDiagnosticReportKind,
  type ResponseError,
  type ServerCapabilities,
} from 'vscode-languageserver';
import { diagnostics as findDiagnostics } from '../features/diagnostics.ts';
import type { TraceDocument } from '../workspace/trace-document.ts';
import type { ServerContext } from './context.ts';
import { toDiagnostic } from './convert.ts';
import { abortSignal, requestCancelled } from './errors.ts';
import { OddCalls } from './odd-calls.ts';

/**
 * Findings wait until the typing rests for the time the user has set, so that no squiggle blinks on a line that is
 * being written. A client that can pull is asked to; to others they are published.
 */
export function diagnostics(context: ServerContext): ServerCapabilities {
  const odd = new OddCalls(context);
  return context.client.textDocument?.diagnostic === undefined ? push(context, odd) : pull(context, odd);
}

function pull(context: ServerContext, odd: OddCalls): ServerCapabilities {
  const { connection, documents, settings } = context;
  let epoch = 0;
  const openings = new Openings();
  connection.languages.diagnostics.on(({ textDocument, previousResultId }, token) => {
    const document = documents.get(textDocument.uri);
    if (document === undefined) return { kind: DocumentDiagnosticReportKind.Full, items: [] };
    return report(
      context,
      odd,
      document,
      () => `${epoch}.${openings.numberOf(document)}.${document.version}`,
      previousResultId,
      token,
    );
  });
  const refresh = () => {
    epoch += 1;
    if (context.client.workspace?.diagnostics?.refreshSupport)
      void connection.languages.diagnostics.refresh();
  };
  settings.onChanged(refresh);
  odd.onFound(refresh);
  return {
    diagnosticProvider: {
      identifier: 'tracewright',
      interFileDependencies: false,
      workspaceDiagnostics: false,
    },
  };
}

/** Numbers documents in the order in which they were opened: one that is opened again begins with version 1 again. */
class Openings {
  readonly #numbers = new WeakMap<TraceDocument, number>();
  #last = 0;

  numberOf(document: TraceDocument): number {
    const known = this.#numbers.get(document);
    if (known !== undefined) return known;
    this.#last += 1;
    this.#numbers.set(document, this.#last);
    return this.#last;
  }
}

async function report(
  context: ServerContext,
  odd: OddCalls,
  document: TraceDocument,
  stateOf: () => string,
  previous: string | undefined,
  token: CancellationToken,
): Promise<DocumentDiagnosticReport | ResponseError<DiagnosticServerCancellationData>> {
  const { signal, release } = abortSignal(token);
  await typingRests(context, document, signal);
  await readThrough(context, document, signal);
  release();
  if (token.isCancellationRequested || context.documents.get(document.uri) !== document)
    return requestCancelled();
  const resultId = stateOf();
  if (resultId === previous) return { kind: DocumentDiagnosticReportKind.Unchanged, resultId };
  return { kind: DocumentDiagnosticReportKind.Full, resultId, items: itemsOf(context, odd, document) };
}

function push(context: ServerContext, odd: OddCalls): ServerCapabilities {
  const { connection, documents, settings } = context;
  const waiting = new Map<string, AbortController>();
  const publish = async (document: TraceDocument) => {
    waiting.get(document.uri)?.abort();
    const controller = new AbortController();
    waiting.set(document.uri, controller);
    await typingRests(context, document, controller.signal);
    await readThrough(context, document, controller.signal);
    if (controller.signal.aborted) return;
    const { uri, version } = document;
    await connection.sendDiagnostics({ uri, version, diagnostics: itemsOf(context, odd, document) });
  };
  documents.onChanged((document) => void publish(document));
  odd.onFound((document) => void publish(document));
  documents.onClosed(({ uri }) => {
    waiting.get(uri)?.abort();
    waiting.delete(uri);
    void connection.sendDiagnostics({ uri, diagnostics: [] });
  });
  settings.onChanged(() => {
    for (const document of documents.all()) void publish(document);
  });
  return {};
}

async function typingRests(
  context: ServerContext,
  document: TraceDocument,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted && document.changedAt !== undefined) {
    const left = document.changedAt + context.settings.current['diagnostics.delay'] - context.clock.now();
    if (left <= 0) return;
    await context.clock.wait(left, signal);
  }
}

/** A text that takes its time is read here, in slices between which others are served. */
async function readThrough(
  context: ServerContext,
  document: TraceDocument,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted && document.readOn()) await context.clock.wait(0, signal);
}

function itemsOf({ settings }: ServerContext, odd: OddCalls, document: TraceDocument): Diagnostic[] {
  const severities = settings.current['diagnostics.severity'];
  const found = findDiagnostics(document.analysis, severities, odd.of(document));
  return found.map((diagnostic) => toDiagnostic(document, diagnostic));
}
