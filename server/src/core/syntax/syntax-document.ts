import { Edit, type Node, type Tree } from 'web-tree-sitter';
import type { TextEdit, TextRange } from '../text/range.ts';
import { type Unchanged, unchangedBy } from '../text/unchanged.ts';
import { deepBrace } from './nesting.ts';
import type { Refusal, TraceParser } from './parser.ts';
import { pointAfter, pointAt } from './point.ts';

/**
 * A text and the one tree that belongs to it. An edit replaces and frees the tree, so that nodes got from `root` must
 * not be kept beyond the next `edit` or `dispose`.
 */
export class SyntaxDocument {
  readonly #parser: TraceParser;
  #text: string;
  #tree: Tree;
  #refusal: Refusal | undefined;

  constructor(parser: TraceParser, text: string) {
    this.#parser = parser;
    this.#text = text;
    const { tree, refusal } = parser.parse(text);
    this.#tree = tree;
    this.#refusal = refusal;
  }

  get text(): string {
    return this.#text;
  }

  get root(): Node {
    return this.#tree.rootNode;
  }

  /** Set where the text was too long or too complex to parse; `root` is then an empty file. */
  get refusal(): Refusal | undefined {
    return this.#refusal;
  }

  /**
   * Applies edits one after another, each to the text that the one before it left (as LSP sends them), and parses once,
   * reusing what did not change. Offsets outside the text are moved to its ends. The tree is the one a fresh parse gives;
   * only of a text with errors, where several recoveries cost the same, it may rarely be another of them.
   * @returns what text and syntax have kept, for `buildSpec`.
   */
  edit(edits: readonly TextEdit[]): Unchanged {
    const applied = edits.map((edit) => this.#apply(edit));
    // The empty tree of a refused text has nothing to be reused.
    const changed = this.#parse(this.#text, this.#refusal === undefined ? this.#tree : undefined);
    return unchangedBy(applied, this.#text.length, changed);
  }

  /** Replaces the text as a whole, as when a file was read anew. */
  replace(text: string): void {
    this.#parse(text);
  }

  /** Frees the tree; the document must not be used afterwards. */
  dispose(): void {
    this.#parser.release(this.#tree);
  }

  /** @returns the ranges whose syntax may differ from that of `previous`, beside what was edited. */
  #parse(text: string, previous?: Tree): readonly TextRange[] {
    const replaced = this.#tree;
    const { tree, refusal } = this.#parser.parse(text, previous);
    const isComparable = previous !== undefined && refusal === undefined;
    const whole = { start: 0, end: text.length };
    const changed = isComparable ? (changedRanges(previous, tree, text) ?? [whole]) : [whole];
    this.#text = text;
    this.#tree = tree;
    this.#refusal = refusal;
    this.#parser.release(replaced);
    return changed;
  }

  /** @returns the edit with its range inside the text. */
  #apply(edit: TextEdit): TextEdit {
    const start = Math.min(Math.max(edit.range.start, 0), this.#text.length);
    const end = Math.min(Math.max(edit.range.end, start), this.#text.length);
    const startPosition = pointAt(this.#tree.rootNode, this.#text, start);
    const oldEndPosition = pointAfter(startPosition, this.#text.slice(start, end));
    this.#tree.edit(
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
