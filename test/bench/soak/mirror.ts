import type { Position, TextEdit as ProtocolEdit, Range } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { TextEdit } from '../../../server/src/core/text/range.ts';
import type { LspClient } from '../../lsp/client.ts';

/** A document as the editor has it; the server is told of every edit. */
export class Mirror {
  readonly uri: string;
  readonly #client: LspClient;
  readonly #original: string;
  #document: TextDocument;

  constructor(client: LspClient, uri: string, text: string) {
    this.uri = uri;
    this.#client = client;
    this.#original = text;
    this.#document = TextDocument.create(uri, 'trace', 1, text);
    client.open(uri, text);
  }

  get text(): string {
    return this.#document.getText();
  }

  get version(): number {
    return this.#document.version;
  }

  /** Far from what it was: edits pile up until nothing of a trace is left. */
  get isSpent(): boolean {
    return (
      this.text.length > 2 * this.#original.length + 2_000 || this.text.length < this.#original.length / 2
    );
  }

  positionAt(offset: number): Position {
    return this.#document.positionAt(offset);
  }

  edit({ range, text }: TextEdit): void {
    const { start, end } = range;
    this.#change([{ range: { start: this.positionAt(start), end: this.positionAt(end) }, text }]);
  }

  /** All at once, as one undo step. */
  apply(edits: readonly ProtocolEdit[]): void {
    this.replace(TextDocument.applyEdits(this.#document, [...edits]));
  }

  /** The text with `newText` in place of `range`, without changing anything. */
  with(range: Range, newText: string): string {
    return TextDocument.applyEdits(this.#document, [{ range, newText }]);
  }

  replace(text: string): void {
    this.#change([{ text }]);
  }

  reset(): void {
    this.replace(this.#original);
  }

  reopen(): void {
    this.#client.close(this.uri);
    this.#document = TextDocument.create(this.uri, 'trace', 1, this.text);
    this.#client.open(this.uri, this.text);
  }

  #change(changes: ({ range: Range; text: string } | { text: string })[]): void {
    this.#document = TextDocument.update(this.#document, changes, this.version + 1);
    this.#client.change(this.uri, changes);
  }
}
