import { Edit, type Node, type Tree } from 'web-tree-sitter';
import type { TextEdit, TextRange } from '../text/range.ts';
import { type Unchanged, unchangedBy } from '../text/unchanged.ts';
import { deepBrace } from './nesting.ts';
import type { Parsed, Patience, Refusal, TraceParser } from './parser.ts';
import { pointAfter, pointAt } from './point.ts';

/**
 * A text and the one tree that belongs to it. An edit replaces and frees the tree, so that nodes got from `root` must
 * not be kept beyond the next `edit` or `dispose`.
 */
export class SyntaxDocument {
  readonly #parser: TraceParser;
  readonly #patience: Patience;
  #text: string;
  #parsed: Parsed;

  constructor(parser: TraceParser, text: string, patience: Patience, parsed?: Parsed) {
    this.#parser = parser;
    this.#patience = patience;
    this.#text = text;
    this.#parsed = parsed ?? parser.parse(text, patience);
  }

  get text(): string {
    return this.#text;
  }

  get root(): Node {
    return this.#parsed.tree.rootNode;
  }

  /** Set where the text was too long or too complex to parse, or is not parsed yet; `root` is then an empty file. */
  get refusal(): Refusal | undefined {
    return this.#parsed.refusal;
  }

  /**
   * Parses the next part of an unfinished text; the tree changes with the last.
   * @returns whether there was anything left to do.
   */
  readOn(): boolean {
    const { tree, reading } = this.#parsed;
    if (reading === undefined) return false;
    const parsed = this.#parser.resume(reading);
    if (parsed === undefined) return true;
    this.#parsed = parsed;
    this.#parser.release(tree);
    return true;
  }

  /**
   * Applies edits one after another, each to the text that the one before it left (as LSP sends them), and parses once,
   * reusing what did not change. Offsets outside the text are moved to its ends. The tree is the one a fresh parse gives;
   * only of a text with errors, where several recoveries cost the same, it may rarely be another of them.
   * @returns what text and syntax have kept, for `buildSpec`.
   */
  edit(edits: readonly TextEdit[]): Unchanged {
    const applied = edits.map((edit) => this.#apply(edit));
    return unchangedBy(applied, this.#text.length, this.#parseAnew());
  }

  /** The same text with a tree of its own, to see what an edit would make of it; to be disposed of like any other. */
  branch(): SyntaxDocument {
    const { tree, refusal } = this.#parsed;
    const copy = this.#parser.copy(tree);
    return new SyntaxDocument(this.#parser, this.#text, this.#patience, {
      tree: copy,
      ...(refusal && { refusal }),
    });
  }

  /** Frees the tree; the document must not be used afterwards. */
  dispose(): void {
    this.#release(this.#parsed);
  }

  /** @returns the ranges whose syntax may differ from the old one, beside what was edited. */
  #parseAnew(): readonly TextRange[] {
    const replaced = this.#parsed;
    const parsed = this.#parse(this.#text, replaced);
    const isComparable = replaced.refusal === undefined && parsed.refusal === undefined;
    const whole = { start: 0, end: this.#text.length };
    const changed = isComparable ? changedRanges(replaced.tree, parsed.tree, this.#text) : undefined;
    this.#parsed = parsed;
    this.#release(replaced);
    return changed ?? [whole];
  }

  #parse(text: string, { tree, refusal }: Parsed): Parsed {
    const patience = refusal === 'unfinished' ? 'later' : this.#patience;
    // The empty tree of a refused text has nothing to be reused.
    return this.#parser.parse(text, patience, refusal === undefined ? tree : undefined);
  }

  #release({ tree, reading }: Parsed): void {
    reading?.dispose();
    this.#parser.release(tree);
  }

  /** @returns the edit with its range inside the text. */
  #apply(edit: TextEdit): TextEdit {
    const start = Math.min(Math.max(edit.range.start, 0), this.#text.length);
    const end = Math.min(Math.max(edit.range.end, start), this.#text.length);
    const startPosition = pointAt(this.#parsed.tree.rootNode, this.#text, start);
    const oldEndPosition = pointAfter(startPosition, this.#text.slice(start, end));
    this.#parsed.tree.edit(
      new Edit({
        startIndex: start,
        oldEndIndex: end,
        newEndIndex: start + edit.text.length,
        startPosition,
        oldEndPosition,
        newEndPosition: pointAfter(startPosition, edit.text),
      }),
    );
    this.#text = this.#text.slice(0, start) + edit.text + this.#text.slice(end);
    return { range: { start, end }, text: edit.text };
  }
}

/**
 * Where the trees differ beyond the edit itself. Comparing them takes as long as parsing, and is not needed where both
 * are without an error: what the parser makes of the same text, begun at the same kind of place, is then the same, and a
 * block that begins or ends elsewhere shows where it is read.
 * @returns undefined where it cannot be told.
 */
function changedRanges(previous: Tree, tree: Tree, text: string): readonly TextRange[] | undefined {
  if (!previous.rootNode.hasError && !tree.rootNode.hasError) return [];
  // The time that the comparison takes grows with the square of the depth.
  if (deepBrace(text) !== undefined) return undefined;
  return previous.getChangedRanges(tree).map((range) => ({ start: range.startIndex, end: range.endIndex }));
}
