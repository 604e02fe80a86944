import { type Position, type Range, TextDocument } from 'vscode-languageserver-textdocument';
import { LiveSpec } from '../core/spec/live-spec.ts';
import type { Spec } from '../core/spec/spec.ts';
import type { Patience, TraceParser } from '../core/syntax/parser.ts';
import type { SyntaxDocument } from '../core/syntax/syntax-document.ts';
import { difference } from '../core/text/difference.ts';
import type { TextEdit, TextRange } from '../core/text/range.ts';
import { Analysis } from './analysis.ts';

/** A change as LSP sends it; without a range it replaces the whole text. */
export interface ContentChange {
  readonly range?: Range;
  readonly text: string;
}

/** What stays true of a version while the document goes on. */
export interface DocumentSnapshot {
  readonly uri: string;
  readonly version: number;
  readonly text: string;
  readonly spec: Spec;
}

/**
 * An open document. It is parsed as soon as it changes; everything else about a version (`analysis`) is worked out when
 * first asked for and dropped with the next change.
 */
export class TraceDocument {
  readonly uri: string;
  readonly #lines: TextDocument;
  readonly #syntax: SyntaxDocument;
  readonly #liveSpec: LiveSpec;
  #analysis: Analysis | undefined;
  #changedAt: number | undefined;
  #lastEdit: TextEdit | undefined;
  #version: AbortController | undefined;

  constructor(
    parser: TraceParser,
    uri: string,
    version: number,
    text: string,
    patience: Patience = 'at-once',
  ) {
    this.uri = uri;
    this.#lines = TextDocument.create(uri, 'trace', version, text);
    this.#syntax = parser.open(text, patience);
    this.#liveSpec = new LiveSpec(this.#syntax);
  }

  get version(): number {
    return this.#lines.version;
  }

  get text(): string {
    return this.#syntax.text;
  }

  /** When the text last changed, on the caller's clock; undefined for a text that is as it was opened. */
  get changedAt(): number | undefined {
    return this.#changedAt;
  }

  /** The one edit that made this version of the one before; undefined where there were several, or none. */
  get lastEdit(): TextEdit | undefined {
    return this.#lastEdit;
  }

  /** Aborts when the current version is over: at the next change, or when the document is closed. */
  get whileUnchanged(): AbortSignal {
    this.#version ??= new AbortController();
    return this.#version.signal;
  }

  /** What is known of the current version; ask again after every `await`, since it dies with the next change. */
  get analysis(): Analysis {
    this.#analysis ??= new Analysis(this.uri, this.version, this.#syntax, this.#liveSpec);
    return this.#analysis;
  }

  /** For work that goes on while the user types. With a `text` of its own, the document as it would be with that text. */
  snapshot(text = this.text): DocumentSnapshot {
    const spec =
      text === this.text ? this.analysis.spec : this.#liveSpec.specAfter(difference(this.text, text));
    return { uri: this.uri, version: this.version, text, spec };
  }

  change(changes: readonly ContentChange[], version: number, now: number): void {
    const edits = changes.map((change) => this.#applyToLines(change, version));
    this.#liveSpec.edited(this.#syntax.edit(edits));
    this.#analysis = undefined;
    this.#changedAt = now;
    this.#lastEdit = edits.length === 1 ? edits[0] : undefined;
    this.#endVersion();
  }

  /**
   * Reads the next part of a text that takes its time; until then nothing is known of it but that.
   * @returns whether there was anything left to read.
   */
  readOn(): boolean {
    if (!this.#syntax.readOn()) return false;
    this.#liveSpec.edited({ prefix: 0, suffix: 0 });
    this.#analysis = undefined;
    return true;
  }

  offsetAt(position: Position): number {
    return this.#lines.offsetAt(position);
  }

  positionAt(offset: number): Position {
    return this.#lines.positionAt(offset);
  }

  toRange(range: TextRange): Range {
    return { start: this.positionAt(range.start), end: this.positionAt(range.end) };
  }

  fromRange(range: Range): TextRange {
    return { start: this.offsetAt(range.start), end: this.offsetAt(range.end) };
  }

  dispose(): void {
    this.#syntax.dispose();
    this.#endVersion();
  }

  #endVersion(): void {
    this.#version?.abort();
    this.#version = undefined;
  }

  /** Positions of a change count in the text that the changes before it left. */
  #applyToLines(change: ContentChange, version: number): TextEdit {
    const range =
      change.range === undefined
        ? { start: 0, end: this.#lines.getText().length }
        : this.fromRange(change.range);
    TextDocument.update(this.#lines, [{ ...change }], version);
    return { range, text: change.text };
  }
}
