import { beforeAll, describe, expect, test } from 'vitest';
import { MAX_TEXT_LENGTH, type TraceParser } from '../../../../server/src/core/syntax/parser.ts';
import { testParser } from '../../../support/parser.ts';

let parser: TraceParser;

beforeAll(async () => {
  parser = await testParser();
});

const TEXT = `trace checkout {
  http gateway "POST /orders" {
    rpc auth Verify 8ms
  }
}
`;

/** Replaces the first `from` by `to`, as an edit. */
function replacing(text: string, from: string, to: string) {
  const start = text.indexOf(from);
  return { range: { start, end: start + from.length }, text: to };
}

describe('a document', () => {
  test('gives the tree of its text', () => {
    const document = parser.open(TEXT);
    expect(document.root.type).toBe('source_file');
    expect(document.root.hasError).toBe(false);
    expect(document.root.descendantsOfType('call').map((call) => call.text.split('\n')[0])).toEqual([
      'http gateway "POST /orders" {',
      'rpc auth Verify 8ms',
    ]);
    document.dispose();
  });

  test('after an edit is what a fresh parse of the new text is, positions included', () => {
    const document = parser.open(TEXT);
    document.edit([replacing(TEXT, 'Verify 8ms', 'Verify 8ms\n    db users "SELECT ü𝄞" 2ms')]);
    const fresh = parser.open(document.text);
    expect(document.root.toString()).toBe(fresh.root.toString());
    const [edited, expected] = [document, fresh].map((each) =>
      each.root
        .descendantsOfType('duration')
        .map((node) => [node.text, node.startPosition, node.endPosition]),
    );
    expect(edited).toEqual(expected);
    document.dispose();
    fresh.dispose();
  });

  test('applies several edits in their order, each to the text the one before left', () => {
    const document = parser.open('trace a { rpc b C }');
    document.edit([
      { range: { start: 6, end: 7 }, text: 'first' },
      { range: { start: 14, end: 21 }, text: 'db x Y' },
    ]);
    expect(document.text).toBe('trace first { db x Y }');
    expect(document.root.descendantsOfType('call')[0]?.text).toBe('db x Y');
    document.dispose();
  });

  test('moves offsets outside the text to its ends', () => {
    const document = parser.open('trace a { }');
    document.edit([{ range: { start: 500, end: 900 }, text: '\ntrace b { }' }]);
    document.edit([{ range: { start: -9, end: -3 }, text: '# head\n' }]);
    expect(document.text).toBe('# head\ntrace a { }\ntrace b { }');
    expect(document.root.namedChildren.map((node) => node.type)).toEqual(['comment', 'trace', 'trace']);
    document.dispose();
  });

  test('can be replaced as a whole', () => {
    const document = parser.open(TEXT);
    document.edit([{ range: { start: 0, end: document.text.length }, text: 'service auth' }]);
    expect(document.root.namedChildren.map((node) => node.type)).toEqual(['service']);
    document.dispose();
  });
});

describe('the number of live trees', () => {
  test('equals the number of open documents after 1,000 edits', () => {
    const before = parser.liveTrees;
    const documents = [parser.open(TEXT), parser.open('')];
    for (let round = 0; round < 500; round += 1) {
      for (const document of documents) document.edit([{ range: { start: 0, end: round % 3 }, text: '# x' }]);
    }
    expect(parser.liveTrees).toBe(before + 2);
    for (const document of documents) document.dispose();
    expect(parser.liveTrees).toBe(before);
  });
});

describe('hostile text', () => {
  const nested = 100_000;
  const noise = Array.from({ length: 200_000 }, (_, index) =>
    String.fromCharCode(1 + ((index * 7919) % 255)),
  );
  const texts: Readonly<Record<string, string>> = {
    'a line of a million characters': `trace a {\n  rpc ${'a'.repeat(1_000_000)}\n}`,
    'a long line of quotes': `trace a {\n  rpc ${'"a '.repeat(100_000)}\n}`,
    '100,000 nested blocks': `trace a {${'par {'.repeat(nested)}${'}'.repeat(nested)}}`,
    '100,000 blocks that stay open': `trace a {\n${'rpc a b {\n'.repeat(nested)}`,
    '100,000 closing braces': '}'.repeat(nested),
    'noise of every byte but zero': noise.join(''),
    'lone surrogates': '\ud800 \udfff'.repeat(1_000),
  };

  for (const [name, text] of Object.entries(texts)) {
    test(`${name} give a tree, before and after an edit in the middle`, () => {
      const document = parser.open(text);
      document.edit([
        { range: { start: text.length >> 1, end: (text.length >> 1) + 1 }, text: '\nrpc a b\n' },
      ]);
      expect(document.root.endIndex).toBe(document.text.length);
      expect(document.refusal).toBeUndefined();
      document.dispose();
    });
  }

  describe('a text that takes its time is read in slices', () => {
    const disorder = `trace a {\n${'p r { } rp }c r\n{{ p c }p }'.repeat(8_000)}`;

    test('and then has the tree that it has when it is read at once', () => {
      const [sliced, whole] = [parser.open(disorder, 'later'), parser.open(disorder)];
      expect(sliced.refusal).toBe('unfinished');
      expect(sliced.root.childCount).toBe(0);
      let slices = 0;
      while (sliced.readOn()) slices += 1;
      expect(slices).toBeGreaterThan(1);
      expect(sliced.refusal).toBeUndefined();
      expect(sliced.root.toString()).toBe(whole.root.toString());
      for (const document of [sliced, whole]) document.dispose();
    });

    test('begun anew with each edit, while others are read', () => {
      const [document, other] = [parser.open(disorder, 'later'), parser.open('trace b { }', 'in-slices')];
      document.readOn();
      document.edit([{ range: { start: 9, end: document.text.length }, text: ' rpc b }' }]);
      other.edit([{ range: { start: 6, end: 7 }, text: 'c' }]);
      expect([document.refusal, other.refusal]).toEqual([undefined, undefined]);
      expect(document.readOn()).toBe(false);
      expect(document.root.toString()).toContain('callee: (name)');
      for (const each of [document, other]) each.dispose();
    });

    test('and leaves nothing behind when it is closed before', () => {
      const trees = parser.liveTrees;
      const document = parser.open(disorder, 'later');
      document.readOn();
      document.dispose();
      expect(parser.liveTrees).toBe(trees);
    });
  });

  test('binary bytes are refused', () => {
    const document = parser.open('\x7fELF\0\0 trace a { }');
    expect(document.refusal).toBe('binary');
    document.dispose();
  });

  test('a text over the limit is refused and comes back when it shrinks', () => {
    const document = parser.open(`service a\n${'#'.repeat(MAX_TEXT_LENGTH)}`);
    expect(document.refusal).toBe('too-long');
    expect(document.root.childCount).toBe(0);
    document.edit([{ range: { start: 10, end: document.text.length }, text: '' }]);
    expect(document.refusal).toBeUndefined();
    expect(document.root.namedChildren.map((node) => node.type)).toEqual(['service']);
    document.dispose();
  });
});
