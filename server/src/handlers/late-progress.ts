import type { WorkDoneProgressServerReporter } from 'vscode-languageserver';
import type { ServerContext } from './context.ts';
import { abortSignal } from './errors.ts';

/** What takes less time is done before a user has read that it began. */
const PATIENCE_MS = 500;

/** Progress that the editor shows once the work has taken a while, where it can show any. */
export interface LateProgress {
  /** Aborts when the user ends the work from its progress. */
  readonly signal: AbortSignal;
  readonly report: (done: number, total: number) => void;
  end(): void;
}

export function lateProgress(context: ServerContext, title: string): LateProgress {
  const withdrawn = new AbortController();
  const over = new AbortController();
  let state = { done: 0, total: 0 };
  let shown: WorkDoneProgressServerReporter | undefined;
  void begin(context, title, over.signal).then((reporter) => {
    if (reporter === undefined) return;
    // The work may have ended while the editor was asked for a place to show it.
    if (over.signal.aborted) return reporter.done();
    shown = reporter;
    tell(reporter, state.done, state.total);
    const { signal, release } = abortSignal(reporter.token);
    signal.addEventListener('abort', () => withdrawn.abort());
    over.signal.addEventListener('abort', release);
  });
  return {
    signal: withdrawn.signal,
    report(done, total) {
      state = { done, total };
      tell(shown, done, total);
    },
    end() {
      over.abort();
      shown?.done();
    },
  };
}

async function begin(
  { client, clock, connection }: ServerContext,
  title: string,
  over: AbortSignal,
): Promise<WorkDoneProgressServerReporter | undefined> {
  if (!client.window?.workDoneProgress) return undefined;
  await clock.wait(PATIENCE_MS, over);
  if (over.aborted) return undefined;
  // An editor that refuses, or is about to go, does without.
  const reporter = await connection.window.createWorkDoneProgress().catch(() => undefined);
  reporter?.begin(title, 0, undefined, true);
  return reporter;
}

function tell(reporter: WorkDoneProgressServerReporter | undefined, done: number, total: number): void {
  if (total > 0) reporter?.report(Math.round((100 * done) / total), `${done} of ${total}`);
}
