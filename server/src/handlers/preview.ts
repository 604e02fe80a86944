import type { CancellationToken, ResponseError, ServerCapabilities } from 'vscode-languageserver';
import { preview as previewOf } from '../features/preview.ts';
import type { PreviewParams, PreviewResult, TracewrightRequests } from '../protocol.ts';
import type { TraceDocument } from '../workspace/trace-document.ts';
import { answerFrom, type ServerContext } from './context.ts';
import { requestFailed } from './errors.ts';

const PREVIEW: keyof TracewrightRequests = 'tracewright/preview';

export function preview(context: ServerContext): ServerCapabilities {
  context.connection.onRequest(PREVIEW, ({ textDocument, trace }: PreviewParams, token: CancellationToken) =>
    answerFrom<PreviewResult | ResponseError<void>>(
      context,
      textDocument.uri,
      token,
      requestFailed('The document is not open.'),
      (document) => draw(document, trace),
    ),
  );
  return {};
}

function draw({ uri, version, analysis }: TraceDocument, trace: string | undefined): PreviewResult {
  return { uri, version, ...previewOf(analysis, trace), syntaxErrors: analysis.syntaxDiagnostics.length };
}
