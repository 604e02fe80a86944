import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { Language, Parser } from 'web-tree-sitter';
import {
  ABI,
  CLI_VERSION,
  GRAMMAR_SOURCES,
  hashOf,
  STAMP,
  WASM,
} from '../../../scripts/lib/grammar-stamp.mjs';

const REMEDY = 'the grammar has changed: run `npm run grammar`';

async function stamp(): Promise<Readonly<Record<string, unknown>>> {
  return JSON.parse(await readFile(STAMP, 'utf8'));
}

test('the parser was made from the grammar as it is', async () => {
  const { grammarSha256, wasmSha256 } = await stamp();
  expect(grammarSha256, REMEDY).toBe(await hashOf(GRAMMAR_SOURCES));
  expect(wasmSha256, REMEDY).toBe(await hashOf([WASM]));
});

test('the stamp names the versions that the script asks for, and the ABI is the one in the module', async () => {
  await Parser.init();
  const language = await Language.load(WASM);
  expect(await stamp()).toMatchObject({ cli: CLI_VERSION, abi: ABI });
  expect(language.abiVersion).toBe(ABI);
});
