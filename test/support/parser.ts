import { createParser, type TraceParser } from '../../server/src/core/syntax/parser.ts';
import { loadGrammarOfClone } from '../../server/src/workspace/load-grammar.ts';

/** A parser with the grammar that is checked in; each test file makes its own. */
export async function testParser(): Promise<TraceParser> {
  return createParser(await loadGrammarOfClone(process.cwd()));
}
