import type { Picture, Store } from '../store/store.ts';

/** What is to be said about the picture, and what to do about it; empty where it speaks for itself. */
export function noticeOf(picture: Picture | undefined, trouble: Store['trouble']): string {
  if (trouble !== undefined) return troubleText(trouble, picture !== undefined);
  if (picture === undefined) return 'Waiting for the picture…';
  if (picture.traces.length === 0)
    return picture.syntaxErrors > 0
      ? 'The text has syntax errors, and no trace could be read. The Problems view says where.'
      : 'There is no trace in this document yet. Start with: trace "name" { http gateway "GET /" }';
  if (picture.syntaxErrors > 0) return 'The text has syntax errors; parts of the picture may be missing.';
  return picture.shown?.rows.length === 0 ? 'The trace has no calls yet.' : '';
}

function troubleText(trouble: NonNullable<Store['trouble']>, hasPicture: boolean): string {
  const reason = {
    syntax: 'The text has syntax errors, and no trace could be read.',
    document: 'The document cannot be read; it may have been moved or deleted.',
    server: 'The language server does not answer. Try "Tracewright: Restart Language Server".',
  }[trouble];
  return hasPicture ? `${reason} This is the last picture of it.` : reason;
}
