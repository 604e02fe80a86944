import type { CancellationToken, ResponseError, ServerCapabilities } from 'vscode-languageserver';
import { droppedText } from '../core/fold/dropped.ts';
import { ImportError } from '../formats/import-error.ts';
import { importTrace } from '../formats/import-trace.ts';
import type { ImportParams, ImportResponse, TracewrightRequests } from '../protocol.ts';
import { readBytes, UnreadableFile } from '../workspace/files.ts';
import type { ServerContext } from './context.ts';
import { requestCancelled, requestFailed } from './errors.ts';

const IMPORT: keyof TracewrightRequests = 'tracewright/import';

/** Recorded traces as text; what is wrong with a file is answered in words, not logged as a failure of the server. */
export function importing({ connection }: ServerContext): ServerCapabilities {
  connection.onRequest(IMPORT, (params: ImportParams, token: CancellationToken) => answer(params, token));
  return {};
}

async function answer(
  { name, uri, text }: ImportParams,
  token: CancellationToken,
): Promise<ImportResponse | ResponseError<void>> {
  try {
    const input = text ?? (await readBytes(uri ?? ''));
    if (token.isCancellationRequested) return requestCancelled();
    const imported = importTrace(input, { name });
    const { format, traces, spans, dropped, warnings } = imported;
    return { text: imported.text, format, traces, spans, dropped: droppedText(dropped), warnings };
  } catch (error) {
    if (error instanceof ImportError || error instanceof UnreadableFile) return requestFailed(error.message);
    throw error;
  }
}
