import { readFileSync } from 'node:fs';

/** One case of a corpus file of the tree-sitter CLI (`tree-sitter test`). */
export interface CorpusCase {
  readonly name: string;
  readonly input: string;
  /** S-expression of the tree, its blanks normalised. */
  readonly expected: string;
}

/** A header of `=` around the name, the input, a line of `-`, the tree. */
const CASE = /^={3,}\n(.+)\n={3,}\n\n([\s\S]*?)\n\n-{3,}\n\n([\s\S]*?)(?=\n+={3,}\n|\n*$(?![\s\S]))/gm;

export function readCorpus(file: string): readonly CorpusCase[] {
  const text = readFileSync(file, 'utf8');
  return [...text.matchAll(CASE)].map(([, name = '', input = '', expected = '']) => ({
    name,
    input,
    expected: normaliseTree(expected),
  }));
}

/** The tree on one line, as the parser itself prints it. */
export function normaliseTree(tree: string): string {
  return tree.replace(/\s+/g, ' ').trim();
}
