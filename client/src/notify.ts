import { l10n, window } from 'vscode';

/** The one place that shows notifications; what needs no decision of the user goes to the log or the status item. */
export interface Notifier {
  /** The outcome of something the user asked for. */
  tell(message: string): void;
  /** Something the user asked for could not be done; offers the log. */
  fail(message: string): void;
}

export function createNotifier(showLog: () => void): Notifier {
  return {
    tell: (message) => void window.showInformationMessage(message),
    fail: (message) => void offerLog(message, showLog),
  };
}

async function offerLog(message: string, showLog: () => void): Promise<void> {
  const open = l10n.t('Show Log');
  const chosen = await window.showErrorMessage(message, open);
  if (chosen === open) showLog();
}

/** No failure: who writes while holes are filled wants what was written. */
export function tellOutdated(notify: Notifier): void {
  notify.tell(l10n.t('The document was changed meanwhile; nothing was filled in.'));
}
