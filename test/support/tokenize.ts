import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createOnigScanner, createOnigString, loadWASM } from 'vscode-oniguruma';
import { type IGrammar, INITIAL, type IToken, parseRawGrammar, Registry } from 'vscode-textmate';

const GRAMMAR = 'syntaxes/trace.tmLanguage.json';

/** The colouring grammar as the editor loads it. */
export async function colourGrammar(): Promise<IGrammar> {
  const wasm = readFileSync(createRequire(import.meta.url).resolve('vscode-oniguruma/release/onig.wasm'));
  await loadWASM(wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength));
  const registry = new Registry({
    onigLib: Promise.resolve({ createOnigScanner, createOnigString }),
    loadGrammar: async () => parseRawGrammar(readFileSync(GRAMMAR, 'utf8'), GRAMMAR),
  });
  const grammar = await registry.loadGrammar('source.trace');
  if (grammar === null) throw new Error(`${GRAMMAR} is no grammar.`);
  return grammar;
}

/**
 * Each line with the scopes of its tokens below it, as
 *
 *     rpc auth
 *     ^^^ keyword.control.call
 *         ^^^^ entity.name.type.service
 *
 * Text without a scope of its own is left out, and so is the language's suffix.
 */
export function colours(grammar: IGrammar, text: string): string {
  const shown: string[] = [];
  let state = INITIAL;
  for (const line of text.split('\n')) {
    const { tokens, ruleStack } = grammar.tokenizeLine(line, state);
    state = ruleStack;
    shown.push(line, ...merged(tokens).map(mark));
  }
  return shown.join('\n');
}

interface Run {
  readonly start: number;
  readonly end: number;
  readonly scopes: string;
}

/** Neighbours of the same scopes as one; text without a scope of its own left out. */
function merged(tokens: readonly IToken[]): readonly Run[] {
  const runs: Run[] = [];
  for (const { startIndex: start, endIndex: end, scopes } of tokens) {
    const own = scopes.slice(1).map((scope) => scope.replace(/\.trace$/, ''));
    const run = { start, end, scopes: own.join(' ') };
    const last = runs.at(-1);
    if (last?.scopes === run.scopes) runs.splice(-1, 1, { ...last, end });
    else runs.push(run);
  }
  return runs.filter(({ scopes }) => scopes !== '');
}

function mark({ start, end, scopes }: Run): string {
  return `${' '.repeat(start)}${'^'.repeat(Math.max(1, end - start))} ${scopes}`;
}
