import type { TraceParser } from '../core/syntax/parser.ts';
import { type ContentChange, TraceDocument } from './trace-document.ts';

export type DocumentEvent = (document: TraceDocument) => void;

/** The documents that are open in the editor. */
export class OpenDocuments {
  readonly #parser: TraceParser;
  readonly #now: () => number;
  readonly #documents = new Map<string, TraceDocument>();
  readonly #changeListeners: DocumentEvent[] = [];
  readonly #closeListeners: DocumentEvent[] = [];

  constructor(parser: TraceParser, now: () => number) {
    this.#parser = parser;
    this.#now = now;
  }

  get(uri: string): TraceDocument | undefined {
    return this.#documents.get(uri);
  }

  all(): readonly TraceDocument[] {
    return [...this.#documents.values()];
  }

  /** Called after a document was opened or has changed. */
  onChanged(listener: DocumentEvent): void {
    this.#changeListeners.push(listener);
  }

  /** Called before a closed document is forgotten. */
  onClosed(listener: DocumentEvent): void {
    this.#closeListeners.push(listener);
  }

  open(uri: string, version: number, text: string): void {
    this.close(uri);
    const document = new TraceDocument(this.#parser, uri, version, text, 'in-slices');
    this.#documents.set(uri, document);
    for (const listener of this.#changeListeners) listener(document);
  }

  change(uri: string, version: number, changes: readonly ContentChange[]): void {
    const document = this.#documents.get(uri);
    if (document === undefined) return;
    document.change(changes, version, this.#now());
    for (const listener of this.#changeListeners) listener(document);
  }

  close(uri: string): void {
    const document = this.#documents.get(uri);
    if (document === undefined) return;
    for (const listener of this.#closeListeners) listener(document);
    this.#documents.delete(uri);
    document.dispose();
  }

  /** Frees every syntax tree; the parser can then be disposed. */
  dispose(): void {
    for (const uri of [...this.#documents.keys()]) this.close(uri);
  }
}
