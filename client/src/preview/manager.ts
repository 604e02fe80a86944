import {
  type Disposable,
  type LogOutputChannel,
  Uri,
  type ViewColumn,
  type Webview,
  type WebviewPanel,
  type WebviewPanelSerializer,
  window,
  workspace,
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
  readonly #subscriptions: readonly Disposable[];

  constructor(extension: Uri, server: ServerSession, log: LogOutputChannel) {
    this.#media = Uri.joinPath(extension, 'dist', 'media');
    this.#server = server;
    this.#log = log;
    this.#subscriptions = [
      window.registerWebviewPanelSerializer(VIEW_TYPE, this),
      workspace.onDidRenameFiles(({ files }) => {
        for (const { oldUri, newUri } of files) this.#follow(oldUri.toString(), newUri.toString());
      }),
    ];
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
    for (const subscription of this.#subscriptions) subscription.dispose();
    for (const preview of this.#panels.values()) preview.dispose();
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
    const preview = new PreviewPanel(panel, document, this.#server, this.#log);
    this.#panels.set(document.toString(), preview);
    panel.onDidDispose(() => {
      preview.dispose();
      for (const [key, open] of this.#panels) if (open === preview) this.#panels.delete(key);
    });
    // The page speaks first, so nothing may come before someone listens.
    panel.webview.html = this.#page(panel.webview);
  }

  /** What was renamed is a document or a folder around some. A preview of what lay at the new address is left alone. */
  #follow(from: string, to: string): void {
    for (const [key, preview] of [...this.#panels]) {
      if (key !== from && !key.startsWith(`${from}/`)) continue;
      const moved = to + key.slice(from.length);
      if (this.#panels.has(moved)) continue;
      this.#panels.delete(key);
      this.#panels.set(moved, preview);
      preview.moveTo(Uri.parse(moved));
    }
  }

  #page(webview: Webview): string {
    const address = (name: string) => webview.asWebviewUri(Uri.joinPath(this.#media, name)).toString();
    const { cspSource } = webview;
    return previewHtml({ cspSource, script: address('preview.js'), style: address('preview.css') });
  }
}
