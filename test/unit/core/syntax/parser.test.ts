import { describe, expect, it } from 'vitest';
import { testParser } from '../../../support/parser.ts';

describe('two parsers that are made at the same time', () => {
  it('share one runtime, so each can free what it made', async () => {
    const parsers = await Promise.all([testParser(), testParser()]);
    const texts = ['trace a {\n  http gateway\n}\n', 'trace b {\n  rpc orders Place\n}\n'];
    const documents = parsers.map((parser, index) => parser.open(texts[index] ?? ''));
    expect(documents.map(({ root }) => root.text)).toEqual(texts);
    for (const document of documents) document.dispose();
    for (const parser of parsers) parser.dispose();
    expect(parsers.map(({ liveTrees }) => liveTrees)).toEqual([0, 0]);
  });
});
