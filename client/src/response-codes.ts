/**
 * Codes of the protocol by which a server says that nothing went wrong. They stand here again because the protocol's
 * library is large and loaded late.
 */
const REQUEST_CANCELLED = -32800;
const CONTENT_MODIFIED = -32801;

/** Whether a request was rejected because it was withdrawn. */
export function isCancelled(error: unknown): boolean {
  return codeOf(error) === REQUEST_CANCELLED;
}

/** Whether a request was rejected because the document had changed. */
export function isOutdated(error: unknown): boolean {
  return codeOf(error) === CONTENT_MODIFIED;
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
