import { setTimeout as delay } from 'node:timers/promises';
import {
  CancellationError,
  type CancellationToken,
  CancellationTokenSource,
  ProgressLocation,
  window,
} from 'vscode';

/** What takes less time is done before a user has read that it began. */
const PATIENCE_MS = 500;

/** Does `work`, with a notification to end it from once it has taken a while. */
export async function withLateProgress<T>(
  title: string,
  work: (token: CancellationToken) => Promise<T>,
): Promise<T> {
  const source = new CancellationTokenSource();
  const working = work(source.token);
  try {
    const early = await Promise.race([working.then(() => true), delay(PATIENCE_MS, false)]);
    return early ? await working : await shown(title, working, source);
  } finally {
    source.dispose();
  }
}

function shown<T>(title: string, working: Promise<T>, source: CancellationTokenSource): Thenable<T> {
  const options = { location: ProgressLocation.Notification, title, cancellable: true };
  return window.withProgress(options, (_progress, token) => {
    token.onCancellationRequested(() => source.cancel());
    // Whoever is deep in the work may not hear of it; then the result is dropped.
    return working.then((result) => {
      if (token.isCancellationRequested) throw new CancellationError();
      return result;
    });
  });
}
