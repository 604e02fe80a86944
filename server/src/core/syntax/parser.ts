import { Language, Parser, type ParseState, type Tree } from 'web-tree-sitter';
import { SyntaxDocument } from './syntax-document.ts';

/** The two binaries a parser needs; the caller reads them, since nothing in `core` touches a file. */
export interface GrammarBinaries {
  /** `web-tree-sitter.wasm`. */
  readonly runtime: Uint8Array;
  /** `tree-sitter-trace.wasm`. */
  readonly language: Uint8Array;
}

/** Longer texts are not parsed at all: at about 0.3 s a million characters the server would stand still. */
export const MAX_TEXT_LENGTH = 16_000_000;

/**
 * Parser steps allowed for a text, as a count of progress reports: a step budget is the same on every machine, a clock
 * is not. Well-formed text takes about 0.01 reports a character, the worst input found 0.05.
 */
const REPORTS_PER_CHARACTER = 0.1;
const REPORTS_ALWAYS_ALLOWED = 10_000;

/** A zero character this near to the start tells that a file is no text, as Git has it. */
const BINARY_PROBE_LENGTH = 8_000;

/** Why a text has an empty tree in place of its own. */
export type Refusal = 'too-long' | 'too-complex' | 'binary';

/** Parses `.trace` text; one instance serves any number of documents, since parsing is synchronous. */
export class TraceParser {
  readonly #parser: Parser;
  #liveTrees = 0;

  constructor(parser: Parser) {
    this.#parser = parser;
  }

  /** Trees made and not yet deleted: equals the number of open documents, or one leaks. */
  get liveTrees(): number {
    return this.#liveTrees;
  }

  /** Never throws, whatever the text; call `dispose` on the document when it closes. */
  open(text: string): SyntaxDocument {
    return new SyntaxDocument(this, text);
  }

  /** For `SyntaxDocument`: the tree of `text`, an empty one with the reason where the text is refused. */
  parse(text: string, previous?: Tree): { readonly tree: Tree; readonly refusal?: Refusal } {
    if (text.length > MAX_TEXT_LENGTH) return { tree: this.#emptyTree(), refusal: 'too-long' };
    if (text.slice(0, BINARY_PROBE_LENGTH).includes('\0'))
      return { tree: this.#emptyTree(), refusal: 'binary' };
    const tree = this.#parseWithinBudget(text, previous);
    if (tree !== null) return { tree };
    this.#parser.reset();
    return { tree: this.#emptyTree(), refusal: 'too-complex' };
  }

  /** For `SyntaxDocument`: frees a tree that `parse` made. */
  release(tree: Tree): void {
    tree.delete();
    this.#liveTrees -= 1;
  }

  /** Frees the parser; documents must be disposed first. */
  dispose(): void {
    this.#parser.delete();
  }

  #parseWithinBudget(text: string, previous: Tree | undefined): Tree | null {
    let reportsLeft = REPORTS_ALWAYS_ALLOWED + text.length * REPORTS_PER_CHARACTER;
    const progressCallback = (_state: ParseState): boolean => {
      reportsLeft -= 1;
      return reportsLeft < 0;
    };
    const tree = this.#parser.parse(text, previous ?? null, { progressCallback });
    if (tree !== null) this.#liveTrees += 1;
    return tree;
  }

  #emptyTree(): Tree {
    const tree = this.#parser.parse('');
    if (tree === null) throw new Error('The trace parser has no language.');
    this.#liveTrees += 1;
    return tree;
  }
}

/**
 * Loads runtime and grammar; works alike in tests and in the bundled server.
 * @throws when a binary is damaged or the grammar's ABI does not suit the runtime.
 */
export async function createParser(binaries: GrammarBinaries): Promise<TraceParser> {
  // The runtime would otherwise look for its own file, and would print to the stream the protocol runs on.
  await Parser.init({
    wasmBinary: binaries.runtime,
    locateFile: (file: string) => file,
    print: () => undefined,
    printErr: () => undefined,
  });
  const parser = new Parser();
  parser.setLanguage(await Language.load(binaries.language));
  return new TraceParser(parser);
}
