import { Language, Parser, type Tree } from 'web-tree-sitter';
import { Reading } from './reading.ts';
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
 * How a text is read: however long that takes; as far as it goes within about a second (4 million characters), the rest in
 * slices; or all of it in slices, since it took its time before.
 */
export type Patience = 'at-once' | 'in-slices' | 'later';

const STEPS: Readonly<Record<Patience, number>> = {
  'at-once': Number.POSITIVE_INFINITY,
  'in-slices': 40_000,
  later: 0,
};

const STEPS_IN_A_SLICE = 8_000;

/** A zero character this near to the start tells that a file is no text, as Git has it. */
const BINARY_PROBE_LENGTH = 8_000;

/** Why a text has an empty tree in place of its own; an `unfinished` one will have its own. */
export type Refusal = 'too-long' | 'too-complex' | 'binary' | 'unfinished';

/** What has become of a text. */
export interface Parsed {
  readonly tree: Tree;
  readonly refusal?: Refusal;
  /** How it goes on, where it is unfinished. */
  readonly reading?: Reading;
}

/** Parses `.trace` text; one instance serves any number of documents, since parsing is synchronous. */
export class TraceParser {
  #parser: Parser;
  #liveTrees = 0;

  constructor(parser: Parser) {
    this.#parser = parser;
  }

  /** Trees made and not yet deleted: equals the number of open documents, or one leaks. */
  get liveTrees(): number {
    return this.#liveTrees;
  }

  /** Never throws, whatever the text; call `dispose` on the document when it closes. */
  open(text: string, patience: Patience = 'at-once'): SyntaxDocument {
    return new SyntaxDocument(this, text, patience);
  }

  /** For `SyntaxDocument`: the tree of `text`, an empty one with the reason where the text is refused. */
  parse(text: string, patience: Patience, previous?: Tree): Parsed {
    if (text.length > MAX_TEXT_LENGTH) return { tree: this.#emptyTree(), refusal: 'too-long' };
    if (text.slice(0, BINARY_PROBE_LENGTH).includes('\0'))
      return { tree: this.#emptyTree(), refusal: 'binary' };
    const reading = new Reading(this.#parser, text, previous);
    const outcome = reading.advance(STEPS[patience]);
    if (typeof outcome === 'object') return { tree: this.#counted(outcome) };
    if (outcome === 'too-complex') this.#parser.reset();
    return outcome === 'too-complex' ? this.#refused() : this.#handOver(reading);
  }

  /** For `SyntaxDocument`: the next slice; undefined where still more is left. */
  resume(reading: Reading): Parsed | undefined {
    const outcome = reading.advance(STEPS_IN_A_SLICE);
    if (outcome === 'unfinished') return undefined;
    reading.dispose();
    return outcome === 'too-complex' ? this.#refused() : { tree: this.#counted(outcome) };
  }

  /** For `SyntaxDocument`: a tree that can be edited without the one it comes from. */
  copy(tree: Tree): Tree {
    return this.#counted(tree.copy());
  }

  /** For `SyntaxDocument`: frees a tree that `parse`, `resume` or `copy` made. */
  release(tree: Tree): void {
    tree.delete();
    this.#liveTrees -= 1;
  }

  /** Frees the parser; documents must be disposed first. */
  dispose(): void {
    this.#parser.delete();
  }

  /** The reading keeps the parser it began with. */
  #handOver(reading: Reading): Parsed {
    const { language } = this.#parser;
    this.#parser = new Parser().setLanguage(language);
    return { tree: this.#emptyTree(), refusal: 'unfinished', reading };
  }

  #refused(): Parsed {
    return { tree: this.#emptyTree(), refusal: 'too-complex' };
  }

  #emptyTree(): Tree {
    const tree = this.#parser.parse('');
    if (tree === null) throw new Error('The trace parser has no language.');
    return this.#counted(tree);
  }

  #counted(tree: Tree): Tree {
    this.#liveTrees += 1;
    return tree;
  }
}

/** Started once a process: two at once replace each other, and what one has made is then freed in the memory of the other. */
let runtime: Promise<void> | undefined;

function startRuntime(wasmBinary: Uint8Array): Promise<void> {
  // The runtime would otherwise look for its own file, and would print to the stream the protocol runs on.
  runtime ??= Parser.init({
    wasmBinary,
    locateFile: (file: string) => file,
    print: () => undefined,
    printErr: () => undefined,
  }).catch((error: unknown) => {
    runtime = undefined;
    throw error;
  });
  return runtime;
}

/**
 * Loads runtime and grammar; works alike in tests and in the bundled server.
 * @throws when a binary is damaged or the grammar's ABI does not suit the runtime.
 */
export async function createParser(binaries: GrammarBinaries): Promise<TraceParser> {
  await startRuntime(binaries.runtime);
  const parser = new Parser();
  parser.setLanguage(await Language.load(binaries.language));
  return new TraceParser(parser);
}
