import { l10n, window } from 'vscode';
import type { Command } from './command.ts';

/** An empty key removes the one that was set. */
export const setEndpointKey: Command = async ({ endpointKey, notify }) => {
  const key = await window.showInputBox({
    title: l10n.t('API Key of the Endpoint'),
    prompt: l10n.t('It is kept in the secret storage of the editor. Leave this empty to remove it.'),
    password: true,
    ignoreFocusOut: true,
  });
  if (key === undefined) return;
  const trimmed = key.trim();
  if (trimmed === '') {
    await endpointKey.remove();
    return notify.tell(l10n.t('The API key was removed.'));
  }
  await endpointKey.set(trimmed);
  notify.tell(l10n.t('The API key was set.'));
};
