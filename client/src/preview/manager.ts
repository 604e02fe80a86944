import {
  type Disposable,
  type LogOutputChannel,
  l10n,
  Uri,
  type ViewColumn,
  type Webview,
  type WebviewPanel,
  type WebviewPanelSerializer,
  window,
} from 'vscode';
import type { PreviewOpener } from '../commands/command.ts';
import type { ServerSession } from '../server-session.ts';
import { previewHtml } from './html.ts';
import { PreviewPanel } from './panel.ts';
import { savedDocument } from './state.ts';

const VIEW_TYPE = 'tracewright.preview';

/** All previews, one for each document; those of the last session come back with the window. */
export class PreviewManager implements PreviewOpener, WebviewPanelSerializer, Disposable {
  readonly #media: Uri;
  readonly #server: ServerSession;
  readonly #log: LogOutputChannel;
  readonly #panels = new Map<string, PreviewPanel>();
  readonly #registration: Disposable;

  constructor(extension: Uri, server: ServerSession, log: LogOutputChannel) {
    this.#media = Uri.joinPath(extension, 'dist', 'media');
    this.#server = server;
    this.#log = log;
    this.#registration = window.registerWebviewPanelSerializer(VIEW_TYPE, this);
  }

  open(document: Uri, column: ViewColumn): void {
    const open = this.#panels.get(document.toString());
    if (open === undefined) this.#create(document, column);
    else open.reveal(column);
  }

  #create(document: Uri, column: ViewColumn): void {
    const place = { viewColumn: column, preserveFocus: true };
    const options = { ...this.#options(), enableFindWidget: true };
    this.#adopt(window.createWebviewPanel(VIEW_TYPE, '', place, options), document);
  }

  /** A panel whose document is not known any more has nothing to show. */
  async deserializeWebviewPanel(panel: WebviewPanel, state: unknown): Promise<void> {
    const uri = savedDocument(state);
    if (uri === undefined || this.#panels.has(uri)) {
      panel.dispose();
      return;
    }
    panel.webview.options = this.#options();
    this.#adopt(panel, Uri.parse(uri));
  }

  dispose(): void {
    this.#registration.dispose();
    for (const panel of this.#panels.values()) panel.dispose();
    this.#panels.clear();
  }

  #options() {
    return {
      enableScripts: true,
      enableForms: false,
      enableCommandUris: false,
      localResourceRoots: [this.#media],
    };
  }

  #adopt(panel: WebviewPanel, document: Uri): void {
    const key = document.toString();
    const preview = new PreviewPanel(panel, document, this.#server, this.#log);
    this.#panels.set(key, preview);
    panel.onDidDispose(() => {
      preview.dispose();
      this.#panels.delete(key);
    });
    panel.title = l10n.t('Preview {0}', document.path.slice(document.path.lastIndexOf('/') + 1));
    // The page speaks first, so nothing may come before someone listens.
    panel.webview.html = this.#page(panel.webview);
  }

  #page(webview: Webview): string {
    const address = (name: string) => webview.asWebviewUri(Uri.joinPath(this.#media, name)).toString();
    const { cspSource } = webview;
    return previewHtml({ cspSource, script: address('preview.js'), style: address('preview.css') });
  }
}
