import { readdirSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import type { TraceParser } from '../../../server/src/core/syntax/parser.ts';
import { syntaxDiagnostics } from '../../../server/src/core/syntax/syntax-diagnostics.ts';
import { normaliseTree, readCorpus } from '../../support/corpus.ts';
import { testParser } from '../../support/parser.ts';

/**
 * The corpus in the CLI's own format, read by the parser that ships. `tree-sitter test` reads it too, but may recover from
 * an error in another way: errors are weighed by the bytes they skip, and it reads UTF-8 where the editor has UTF-16.
 */
const CORPUS = 'syntaxes/grammar/test/corpus';
/** The one file whose texts are wrong. */
const BROKEN = 'recovery.txt';

let parser: TraceParser;

beforeAll(async () => {
  parser = await testParser();
});

function treeOf(text: string): string {
  const document = parser.open(text);
  const tree = document.root.toString();
  document.dispose();
  return normaliseTree(tree);
}

function messagesOf(text: string): readonly string[] {
  const document = parser.open(text);
  const messages = syntaxDiagnostics(document).map(({ message }) => message);
  document.dispose();
  return messages;
}

for (const file of readdirSync(CORPUS)) {
  const cases = readCorpus(`${CORPUS}/${file}`);
  describe(file, () => {
    test('is read whole', () => {
      const headers = readFileSync(`${CORPUS}/${file}`, 'utf8').match(/^={3,}$/gm) ?? [];
      expect(cases).toHaveLength(headers.length / 2);
    });

    test.each(cases)('$name', ({ input, expected }) => {
      expect(treeOf(input)).toBe(expected);
      const findings = messagesOf(input);
      if (file === BROKEN) expect(findings).not.toEqual([]);
      else expect(findings).toEqual([]);
    });
  });
}
