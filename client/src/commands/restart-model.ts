import { l10n } from 'vscode';
import type { Command } from './command.ts';

export const restartModel: Command = async ({ server, notify }) => {
  const status = await server.request('tracewright/restartModel', null);
  if (status.state === 'failed' || status.state === 'missing' || status.state === 'off')
    notify.fail(status.reason ?? l10n.t('The model does not run.'));
};
