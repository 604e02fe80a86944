import {
  commands,
  type Disposable,
  type TextDocument,
  type TextDocumentChangeEvent,
  window,
  workspace,
} from 'vscode';
import type { ServerSession, ServerState } from './server-session.ts';
import { inlineMode } from './settings.ts';

/** By then the editor has asked about the last key, if it asks at all. */
const REST_MS = 300;

/**
 * A request that nobody made by hand, to the provider of this extension: where none is named the editor keeps to the empty
 * answer that it had before there was one. Older editors know no arguments and ask as if the user had, which gets an answer as well.
 */
const UNASKED = { explicit: false, providerId: 'tracewright.tracewright:*' };

/** What was typed and nobody has asked about. */
interface Typed {
  readonly document: TextDocument;
  readonly version: number;
  /** Lines that the typing has left. */
  readonly firstLine: number;
  readonly lastLine: number;
}

/**
 * Asks for grey text in the editor's place. The editor asks when a key is pressed, and only then: nobody asks about a key
 * that comes before the server offers grey text, or before the workbench has set up the part that asks, which it does for
 * each editor when it is idle. So typing in a document is watched until the first request for it, and asked about from
 * here once it rests.
 */
export class EarlyTyping implements Disposable {
  readonly #server: ServerSession;
  readonly #subscriptions: readonly Disposable[];
  /** Documents that the editor has asked about since the server runs. */
  #asked = new WeakSet<TextDocument>();
  #typed: Typed | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(server: ServerSession) {
    this.#server = server;
    this.#subscriptions = [
      server.onState((state) => this.#takeState(state)),
      server.onGreyTextAsked((document) => this.#takeRequest(document)),
      workspace.onDidChangeTextDocument((event) => this.#takeChange(event)),
    ];
  }

  dispose(): void {
    clearTimeout(this.#timer);
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  #takeState(state: ServerState): void {
    // A server that starts anew leaves keys without an answer again.
    if (state !== 'running') this.#asked = new WeakSet();
    else this.#askSoon();
  }

  #takeRequest(document: TextDocument): void {
    this.#asked.add(document);
    if (this.#typed?.document === document) this.#typed = undefined;
  }

  #takeChange(event: TextDocumentChangeEvent): void {
    const { document, contentChanges } = event;
    if (document.languageId !== 'trace' || contentChanges.length === 0 || this.#asked.has(document)) return;
    this.#typed = typedBy(event);
    this.#askSoon();
  }

  #askSoon(): void {
    clearTimeout(this.#timer);
    if (this.#typed && this.#server.state === 'running')
      this.#timer = setTimeout(() => void this.#ask(), REST_MS);
  }

  async #ask(): Promise<void> {
    const typed = this.#typed;
    this.#typed = undefined;
    if (!typed || !isStill(typed) || !comesByItself(typed.document)) return;
    await commands.executeCommand('editor.action.inlineSuggest.trigger', UNASKED);
  }
}

/** Undefined where something is taken back, which the editor does not ask about either. */
function typedBy({ document, contentChanges, reason }: TextDocumentChangeEvent): Typed | undefined {
  const change = contentChanges.at(-1);
  if (!change || reason !== undefined) return undefined;
  const firstLine = change.range.start.line;
  const lastLine = firstLine + change.text.split('\n').length - 1;
  return { document, version: document.version, firstLine, lastLine };
}

/** Nothing has changed since, and the cursor stands where the typing was. */
function isStill({ document, version, firstLine, lastLine }: Typed): boolean {
  const editor = window.activeTextEditor;
  if (editor?.document !== document || document.version !== version || !editor.selection.isEmpty)
    return false;
  const { line } = editor.selection.active;
  return firstLine <= line && line <= lastLine;
}

function comesByItself(document: TextDocument): boolean {
  const isEnabled = workspace.getConfiguration('editor', document).get('inlineSuggest.enabled') !== false;
  return isEnabled && inlineMode() === 'automatic';
}
