import {
  type Disposable,
  type LogOutputChannel,
  l10n,
  Selection,
  type TextDocument,
  TextEditorRevealType,
  type Uri,
  ViewColumn,
  type WebviewPanel,
  window,
} from 'vscode';
import { type HostMessage, isViewMessage, type ViewMessage } from '../../../media/src/messages.ts';
import type { ServerSession } from '../server-session.ts';
import { previewFollowsCursor, previewRevealsInEditor } from '../settings.ts';
import { documentAt, watchDocument } from './document-source.ts';
import { Refresher } from './sync.ts';

type Reveal = Extract<ViewMessage, { type: 'reveal' }>;

/** One preview of one document, from the moment its page is set until the panel is closed. */
export class PreviewPanel implements Disposable {
  readonly #panel: WebviewPanel;
  readonly #server: ServerSession;
  readonly #log: LogOutputChannel;
  readonly #refresher = new Refresher(() => this.#refresh());
  readonly #subscriptions: readonly Disposable[];
  #uri: Uri;
  #watching: readonly Disposable[];
  /** The version of the picture that the view has; cursors are told about no other. */
  #shown: number | undefined;
  /** Id of the trace that the view wants. */
  #trace: string | undefined;

  constructor(panel: WebviewPanel, uri: Uri, server: ServerSession, log: LogOutputChannel) {
    this.#panel = panel;
    this.#uri = uri;
    this.#server = server;
    this.#log = log;
    this.#nameTab();
    this.#watching = this.#watch();
    this.#subscriptions = [
      panel.webview.onDidReceiveMessage((message: unknown) => this.#receive(message)),
      window.onDidChangeTextEditorSelection(
        ({ textEditor }) => this.#isMine(textEditor.document.uri) && this.#sendCursor(),
      ),
      server.onState((state) => state === 'running' && this.#refresher.soon()),
    ];
  }

  reveal(column: ViewColumn): void {
    this.#panel.reveal(column === ViewColumn.Beside ? undefined : column, true);
  }

  /** The document has another address now; what is collapsed, marked and scrolled to stays. */
  moveTo(uri: Uri): void {
    const from = this.#uri.toString();
    this.#uri = uri;
    this.#shown = undefined;
    for (const subscription of this.#watching) subscription.dispose();
    this.#watching = this.#watch();
    this.#nameTab();
    this.#send({ type: 'moved', uri: from, to: uri.toString() });
    this.#refresher.soon();
  }

  /** Stops listening; the panel itself belongs to the editor. */
  dispose(): void {
    this.#refresher.dispose();
    for (const subscription of [...this.#watching, ...this.#subscriptions]) subscription.dispose();
  }

  #watch(): readonly Disposable[] {
    return watchDocument(this.#uri, () => this.#refresher.soon());
  }

  #nameTab(): void {
    const { path } = this.#uri;
    this.#panel.title = l10n.t('Preview {0}', path.slice(path.lastIndexOf('/') + 1));
  }

  #isMine(uri: Uri): boolean {
    return uri.toString() === this.#uri.toString();
  }

  #receive(message: unknown): void {
    if (!isViewMessage(message)) {
      this.#log.warn('The preview sent a message that is not understood.');
    } else if (message.type === 'reveal') {
      if (previewRevealsInEditor()) void this.#revealText(message);
    } else {
      this.#trace = message.trace ?? this.#trace;
      this.#refresher.now();
    }
  }

  /** A hidden page is gone; it says `ready` when it is shown again. */
  async #refresh(): Promise<void> {
    if (!this.#panel.visible) return;
    const uri = this.#uri.toString();
    // The server knows only open documents, and this one's editor may be closed.
    const document = await documentAt(this.#uri);
    if (document === undefined) this.#send({ type: 'unavailable', uri, version: 0, reason: 'document' });
    else await this.#showPicture(uri, document);
  }

  async #showPicture(uri: string, document: TextDocument): Promise<void> {
    try {
      const params = { textDocument: { uri }, ...(this.#trace !== undefined && { trace: this.#trace }) };
      const picture = await this.#server.request('tracewright/preview', params);
      this.#shown = picture.version;
      this.#send({ type: 'show', ...picture, uri, cursor: this.#cursorIn(document) });
    } catch (error) {
      this.#log.warn('No picture for the preview:', String(error));
      this.#send({ type: 'unavailable', uri, version: this.#shown ?? 0, reason: 'server' });
    }
  }

  #sendCursor(): void {
    const document = this.#editor()?.document;
    const offset = document && this.#cursorIn(document);
    if (document === undefined || offset === undefined || !this.#panel.visible) return;
    this.#send({ type: 'cursor', uri: this.#uri.toString(), version: document.version, offset });
  }

  /** Where the cursor stands, if it is to be followed and the document is as the picture shows it. */
  #cursorIn(document: TextDocument): number | undefined {
    const editor = this.#editor();
    if (editor === undefined || !previewFollowsCursor() || document.version !== this.#shown) return undefined;
    return document.offsetAt(editor.selection.active);
  }

  /** Of several editors of the document, the one that is used. */
  #editor() {
    const editors = [window.activeTextEditor, ...window.visibleTextEditors];
    return editors.find((editor) => editor !== undefined && this.#isMine(editor.document.uri));
  }

  #send(message: HostMessage): void {
    void this.#panel.webview.postMessage(message);
  }

  /** Only in the document of this preview, and only where the text is the one that the picture shows. */
  async #revealText({ uri, version, offset, focus }: Reveal): Promise<void> {
    if (uri !== this.#uri.toString()) return;
    const document = await documentAt(this.#uri);
    if (document?.version !== version) return;
    const viewColumn = this.#editor()?.viewColumn ?? ViewColumn.Beside;
    const editor = await window.showTextDocument(document, { viewColumn, preserveFocus: !focus });
    const position = document.positionAt(offset);
    editor.selection = new Selection(position, position);
    editor.revealRange(editor.selection, TextEditorRevealType.InCenterIfOutsideViewport);
  }
}
