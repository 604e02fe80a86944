import { commands, l10n, type QuickPickItem, window } from 'vscode';
import { inlineMode } from '../settings.ts';
import type { Command } from './command.ts';

interface MenuItem extends QuickPickItem {
  readonly run: string;
  readonly argument?: string;
}

/** What a click on the status item offers. */
export const showMenu: Command = async () => {
  const chosen = await window.showQuickPick(items(), { title: 'Tracewright' });
  if (chosen !== undefined)
    await commands.executeCommand(chosen.run, ...(chosen.argument ? [chosen.argument] : []));
};

function items(): readonly MenuItem[] {
  const toggle =
    inlineMode() === 'off' ? l10n.t('Turn Inline Completions On') : l10n.t('Turn Inline Completions Off');
  return [
    { label: `$(sparkle) ${toggle}`, run: 'tracewright.toggleInlineCompletions' },
    { label: `$(debug-restart) ${l10n.t('Restart Model')}`, run: 'tracewright.restartModel' },
    { label: `$(refresh) ${l10n.t('Restart Language Server')}`, run: 'tracewright.restartServer' },
    { label: `$(output) ${l10n.t('Show Log')}`, run: 'tracewright.showLog' },
    {
      label: `$(gear) ${l10n.t('Settings')}`,
      run: 'workbench.action.openSettings',
      argument: '@ext:tracewright.tracewright',
    },
    {
      label: `$(shield) ${l10n.t('Workspace Trust')}`,
      run: 'workbench.trust.manage',
    },
  ];
}
