import { readdirSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import type { TraceParser } from '../../server/src/core/syntax/parser.ts';
import { syntaxDiagnostics } from '../../server/src/core/syntax/syntax-diagnostics.ts';
import type { SyntaxDocument } from '../../server/src/core/syntax/syntax-document.ts';
import { walkTree } from '../../server/src/core/syntax/traverse.ts';
import type { TextEdit } from '../../server/src/core/text/range.ts';
import { testParser } from '../support/parser.ts';
import { randomEdit, randomFrom } from './random-edits.ts';

const EXAMPLES = readdirSync('examples').filter((name) => name.endsWith('.trace'));
/** `FUZZ_ROUNDS=2000` looks longer; each round is a document with many edits, and its number is its seed. */
const ROUNDS = Number(process.env['FUZZ_ROUNDS'] ?? 24);
const EDITS = 25;
/**
 * Share of the broken texts that may be recovered in another way than a fresh parse does: the parser chooses among ways of
 * equal cost by what it can reuse. Both trees are right then; of a text without errors there is but one.
 */
const MAX_OTHER_RECOVERIES = 0.01;

let parser: TraceParser;

beforeAll(async () => {
  parser = await testParser();
});

/** Type, extent and position of every node: what an incremental parse must get right. */
function shapeOf(document: SyntaxDocument): string {
  const lines: string[] = [];
  walkTree(document.root, (cursor) => {
    const { row, column } = cursor.startPosition;
    lines.push(`${cursor.nodeType} ${cursor.startIndex}-${cursor.endIndex} ${row}:${column}`);
    return true;
  });
  return lines.join('\n');
}

interface Comparison {
  readonly broken: boolean;
  readonly same: boolean;
}

/** Compares with a fresh parse; what must be the same is expected to be. */
function compareWithFresh(document: SyntaxDocument, context: string): Comparison {
  const fresh = parser.open(document.text);
  const broken = fresh.root.hasError;
  const same = shapeOf(document) === shapeOf(fresh);
  if (!broken) expect(shapeOf(document), context).toBe(shapeOf(fresh));
  if (same) expect(syntaxDiagnostics(document), context).toEqual(syntaxDiagnostics(fresh));
  expect(document.root.hasError, context).toBe(broken);
  fresh.dispose();
  return { broken, same };
}

/** The edit that takes `edit` back. */
function inverse(text: string, { range, text: inserted }: TextEdit): TextEdit {
  return {
    range: { start: range.start, end: range.start + inserted.length },
    text: text.slice(range.start, range.end),
  };
}

describe('after any edits the tree is that of a fresh parse, and nothing leaks', () => {
  const comparisons: Comparison[] = [];

  test.each(Array.from({ length: ROUNDS }, (_, seed) => seed))('seed %i', (seed) => {
    const random = randomFrom(seed);
    const name = EXAMPLES[seed % EXAMPLES.length] ?? '';
    const original = readFileSync(`examples/${name}`, 'utf8');
    const document = parser.open(original);
    const trees = parser.liveTrees;
    const undo: TextEdit[] = [];
    for (let count = 0; count < EDITS; count += 1) {
      const before = document.text;
      const edit = randomEdit(before, random);
      undo.push(inverse(before, edit));
      document.edit([edit]);
      comparisons.push(
        compareWithFresh(document, `${name}, edit ${count}: ${JSON.stringify({ before, edit })}`),
      );
    }
    for (const edit of undo.reverse()) document.edit([edit]);
    expect(document.text).toBe(original);
    compareWithFresh(document, `${name}, all edits taken back`);
    expect(parser.liveTrees).toBe(trees);
    document.dispose();
  });

  test('broken texts too, but for a few', () => {
    const broken = comparisons.filter((comparison) => comparison.broken);
    expect(broken.length).toBeGreaterThan(ROUNDS);
    expect(broken.filter(({ same }) => !same).length).toBeLessThanOrEqual(
      broken.length * MAX_OTHER_RECOVERIES,
    );
  });
});
