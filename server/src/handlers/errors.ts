import { type CancellationToken, LSPErrorCodes, ResponseError } from 'vscode-languageserver';

/** The answer to a request that its sender has withdrawn. */
export function requestCancelled<E = void>(): ResponseError<E> {
  return new ResponseError<E>(LSPErrorCodes.RequestCancelled, 'cancelled');
}

/** The answer where the document moved on while the request was worked on. */
export function contentModified(): ResponseError<void> {
  return new ResponseError<void>(LSPErrorCodes.ContentModified, 'The document has changed.');
}

/** The answer where something expected went wrong; `message` is shown to the user. */
export function requestFailed(message: string): ResponseError<void> {
  return new ResponseError<void>(LSPErrorCodes.RequestFailed, message);
}

/** An abort signal that follows an LSP token. `release` must be called when the work is over. */
export function abortSignal(token: CancellationToken): { readonly signal: AbortSignal; release(): void } {
  const controller = new AbortController();
  if (token.isCancellationRequested) controller.abort();
  const listener = token.onCancellationRequested(() => controller.abort());
  return { signal: controller.signal, release: () => listener.dispose() };
}
