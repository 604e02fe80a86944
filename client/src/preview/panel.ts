import {
  type Disposable,
  type LogOutputChannel,
  Selection,
  TextEditorRevealType,
  type Uri,
  ViewColumn,
  type WebviewPanel,
  window,
  workspace,
} from 'vscode';
import { type HostMessage, isViewMessage, type ViewMessage } from '../../../media/src/messages.ts';
import type { ServerSession } from '../server-session.ts';
import { previewFollowsCursor, previewRevealsInEditor } from '../settings.ts';
import { Refresher } from './sync.ts';

/** A picture may lag this far behind the typing; many keys then cost one request. */
const DELAY_MS = 20;

type Reveal = Extract<ViewMessage, { type: 'reveal' }>;

/** One preview of one document, from the moment its page is set until the panel is closed. */
export class PreviewPanel implements Disposable {
  readonly #panel: WebviewPanel;
  readonly #uri: Uri;
  readonly #server: ServerSession;
  readonly #log: LogOutputChannel;
  readonly #refresher = new Refresher(() => this.#refresh(), DELAY_MS);
  readonly #subscriptions: readonly Disposable[];
  /** The version of the picture that the view has; cursors are told about no other. */
  #shown: number | undefined;

  constructor(panel: WebviewPanel, uri: Uri, server: ServerSession, log: LogOutputChannel) {
    this.#panel = panel;
    this.#uri = uri;
    this.#server = server;
    this.#log = log;
    this.#subscriptions = [
      panel.webview.onDidReceiveMessage((message: unknown) => this.#receive(message)),
      workspace.onDidChangeTextDocument(
        ({ document }) => this.#isMine(document.uri) && this.#refresher.soon(),
      ),
      window.onDidChangeTextEditorSelection(({ textEditor }) => {
        if (this.#isMine(textEditor.document.uri)) this.#sendCursor();
      }),
      server.onState((state) => state === 'running' && this.#refresher.soon()),
    ];
  }

  reveal(column: ViewColumn): void {
    this.#panel.reveal(column === ViewColumn.Beside ? undefined : column, true);
  }

  /** Stops listening; the panel itself belongs to the editor. */
  dispose(): void {
    this.#refresher.dispose();
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  #isMine(uri: Uri): boolean {
    return uri.toString() === this.#uri.toString();
  }

  #receive(message: unknown): void {
    if (!isViewMessage(message)) this.#log.warn('The preview sent a message that is not understood.');
    else if (message.type === 'ready') this.#refresher.now();
    else if (previewRevealsInEditor()) void this.#revealText(message);
  }

  /** A hidden page is gone; it says `ready` when it is shown again. */
  async #refresh(): Promise<void> {
    if (!this.#panel.visible) return;
    try {
      // The server knows only open documents, and this one's editor may be closed.
      const document = await workspace.openTextDocument(this.#uri);
      const textDocument = { uri: document.uri.toString() };
      const result = await this.#server.request('tracewright/preview', { textDocument });
      const { version, traces, syntaxErrors } = result;
      this.#shown = version;
      this.#send({ type: 'show', uri: this.#uri.toString(), version, traces, syntaxErrors });
      this.#sendCursor();
    } catch (error) {
      this.#log.warn('No picture for the preview:', String(error));
      this.#send({ type: 'unavailable', uri: this.#uri.toString(), version: this.#shown ?? 0 });
    }
  }

  #sendCursor(): void {
    const editor = window.visibleTextEditors.find(({ document }) => this.#isMine(document.uri));
    if (editor === undefined || !this.#panel.visible || !previewFollowsCursor()) return;
    const { document, selection } = editor;
    if (document.version !== this.#shown) return;
    const offset = document.offsetAt(selection.active);
    this.#send({ type: 'cursor', uri: this.#uri.toString(), version: document.version, offset });
  }

  #send(message: HostMessage): void {
    void this.#panel.webview.postMessage(message);
  }

  /** Only in the document of this preview, and only where the text is the one that the picture shows. */
  async #revealText({ uri, version, offset, focus }: Reveal): Promise<void> {
    if (uri !== this.#uri.toString()) return;
    const document = await workspace.openTextDocument(this.#uri);
    if (document.version !== version) return;
    const open = window.visibleTextEditors.find((editor) => this.#isMine(editor.document.uri));
    const viewColumn = open?.viewColumn ?? ViewColumn.Beside;
    const editor = await window.showTextDocument(document, { viewColumn, preserveFocus: !focus });
    const position = document.positionAt(offset);
    editor.selection = new Selection(position, position);
    editor.revealRange(editor.selection, TextEditorRevealType.InCenterIfOutsideViewport);
  }
}
