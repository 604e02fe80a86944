import {
  type Disposable,
  l10n,
  StatusBarAlignment,
  type StatusBarItem,
  ThemeColor,
  window,
  workspace,
} from 'vscode';
import type { ModelStatus } from '../../../server/src/protocol.ts';
import type { ServerSession } from '../server-session.ts';
import { inlineMode } from '../settings.ts';
import { type StatusFact, type StatusView, statusView } from './status-view.ts';

/** The one status item; seen while a `.trace` document is in front. */
export class StatusItem implements Disposable {
  readonly #server: ServerSession;
  readonly #item: StatusBarItem;
  readonly #subscriptions: readonly Disposable[];

  constructor(server: ServerSession) {
    this.#server = server;
    this.#item = window.createStatusBarItem('tracewright.status', StatusBarAlignment.Right, 100);
    this.#item.name = 'Tracewright';
    this.#item.command = 'tracewright.showMenu';
    const update = () => this.#update();
    this.#subscriptions = [
      server.onState(update),
      server.onModelStatus(update),
      workspace.onDidGrantWorkspaceTrust(update),
      workspace.onDidChangeConfiguration(update),
      window.onDidChangeActiveTextEditor(update),
    ];
    update();
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
    this.#item.dispose();
  }

  #update(): void {
    if (window.activeTextEditor?.document.languageId !== 'trace') {
      this.#item.hide();
      return;
    }
    this.#show(
      statusView({
        server: this.#server.state,
        model: this.#server.model,
        inlineMode: inlineMode(),
        trusted: workspace.isTrusted,
      }),
    );
  }

  #show(view: StatusView): void {
    this.#item.text = `$(${view.icon}) Tracewright`;
    this.#item.tooltip = view.facts.map(factText).join('\n');
    this.#item.accessibilityInformation = { label: `Tracewright: ${view.facts.map(factText).join(', ')}` };
    this.#item.backgroundColor = view.alarm ? new ThemeColor('statusBarItem.errorBackground') : undefined;
    this.#item.show();
  }
}

function factText(fact: StatusFact): string {
  switch (fact.key) {
    case 'server-starting':
      return l10n.t('The language server is starting.');
    case 'server-stopped':
      return l10n.t('The language server is not running. Click to restart it.');
    case 'untrusted':
      return l10n.t('No suggestions from the model: the workspace is not trusted. Everything else works.');
    case 'ghost-text-off':
      return l10n.t('Inline completions are off.');
    case 'ghost-text-manual':
      return l10n.t('Inline completions come when they are asked for.');
    case 'latency':
      return l10n.t('Last answer: {0} ms', fact.ms);
    case 'model':
      return modelText(fact.state);
    case 'reason':
    case 'model-name':
      return fact.text;
  }
}

function modelText(state: ModelStatus['state']): string {
  switch (state) {
    case 'off':
      return l10n.t('The model is off. Everything else works.');
    case 'missing':
      return l10n.t('There is no model. Everything else works.');
    case 'idle':
      return l10n.t('The model is not loaded; it starts when it is needed.');
    case 'starting':
      return l10n.t('The model is starting.');
    case 'ready':
      return l10n.t('The model is ready.');
    case 'busy':
      return l10n.t('The model is at work.');
    case 'restarting':
      return l10n.t('The model stopped and is being restarted.');
    case 'failed':
      return l10n.t('The model does not run.');
  }
}
