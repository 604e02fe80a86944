import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createRandom, pick, type Random } from '../../../../server/src/core/random.ts';
import { buildSpec, parseSpec } from '../../../../server/src/core/spec/build.ts';
import { LiveSpec } from '../../../../server/src/core/spec/live-spec.ts';
import type { TraceParser } from '../../../../server/src/core/syntax/parser.ts';
import type { SyntaxDocument } from '../../../../server/src/core/syntax/syntax-document.ts';
import type { TextEdit } from '../../../../server/src/core/text/range.ts';
import { testParser } from '../../../support/parser.ts';
import { randomSource } from '../../../support/random-source.ts';

let parser: TraceParser;

beforeAll(async () => {
  parser = await testParser();
});

afterAll(() => parser.dispose());

const LINES = [
  'rpc q r 5ms\n',
  'rpc a {\n',
  '}\n',
  'trace z {\n',
  '# c\n',
  'k = 1\n',
  '30%: rpc x\n',
  'par {',
  '{',
  '}',
];
const PIECES = ['"', '%', '?', ' x ', '\n', '\n\n', '@', '..', '§', '7', ' ', '/- ', ';', ',', '# c', ' ok'];

function randomEdit(text: string, random: Random): TextEdit {
  const at = random.below(text.length + 1);
  const lineEnd = text.indexOf('\n', at) + 1;
  if (random.next() < 0.4) return { range: { start: lineEnd, end: lineEnd }, text: pick(random, LINES) };
  if (random.next() < 0.5) return { range: { start: at, end: at }, text: pick(random, PIECES) };
  const end = Math.min(text.length, at + random.below(random.next() < 0.8 ? 5 : 80));
  return { range: { start: at, end }, text: '' };
}

/** Takes back what made a text unreadable, so that as many edits are made to sound texts as to broken ones. */
function undo(syntax: SyntaxDocument, before: string, edit: TextEdit): TextEdit {
  const { start, end } = edit.range;
  return {
    range: { start, end: start + syntax.text.length - before.length + end - start },
    text: before.slice(start, end),
  };
}

function insertion(at: number, text: string): TextEdit {
  return { range: { start: at, end: at }, text };
}

describe('a spec that follows edits', () => {
  test.each([
    ['any text', false],
    ['text that stays sound', true],
  ])('is the spec of the new text: %s', (_, staysSound) => {
    for (let seed = 0; seed < 60; seed += 1) {
      const random = createRandom(`${seed}/${staysSound}`);
      const syntax = parser.open(randomSource(seed));
      const live = new LiveSpec(syntax);
      for (let count = 0; count < 25; count += 1) {
        const before = syntax.text;
        const edit = randomEdit(before, random);
        live.edited(syntax.edit([edit]));
        const build = random.next() < 0.8;
        if (build)
          expect(live.spec, `seed ${seed}, edit ${count}`).toEqual(buildSpec(syntax.root, syntax.text).spec);
        if (staysSound && syntax.root.hasError) live.edited(syntax.edit([undo(syntax, before, edit)]));
      }
      syntax.dispose();
    }
  });

  test('tells what an edit would make of it, and stays as it is', () => {
    for (let seed = 0; seed < 60; seed += 1) {
      const random = createRandom(`after ${seed}`);
      const syntax = parser.open(randomSource(seed));
      const live = new LiveSpec(syntax);
      for (let count = 0; count < 5; count += 1) {
        const { text } = syntax;
        const { spec } = live;
        const edit = randomEdit(text, random);
        const before = structuredClone(spec);
        const branch = parser.open(text);
        branch.edit([edit]);
        const after = live.specAfter(edit);
        expect(after, `seed ${seed}, edit ${count}`).toEqual(buildSpec(branch.root, branch.text).spec);
        branch.dispose();
        expect(syntax.text).toBe(text);
        expect(live.spec).toBe(spec);
        expect(spec).toEqual(before);
        live.edited(syntax.edit([edit]));
      }
      syntax.dispose();
    }
    expect(parser.liveTrees).toBe(0);
  });

  test('keeps what stands before the edit as it is', () => {
    const text = 'trace a {\n  rpc b c\n  rpc d e\n  rpc f g\n  rpc h i\n}\n\ntrace z {\n  rpc y x\n}\n';
    const syntax = parser.open(text);
    const live = new LiveSpec(syntax);
    const [first] = live.spec.items;
    const at = text.indexOf('y x');
    live.edited(syntax.edit([insertion(at, 'y')]));
    expect(live.spec.items[0]).toBe(first);
    syntax.dispose();
  });

  test('moves what stands behind several edits, whether it was looked at between them or not', () => {
    const text = 'trace a {\n  rpc b c\n}\n\ntrace z {\n  rpc y x 5ms\n}\n';
    for (const looks of [true, false]) {
      const syntax = parser.open(text);
      const live = new LiveSpec(syntax);
      const first = live.spec;
      for (let count = 0; count < 3; count += 1) {
        live.edited(syntax.edit([insertion(text.indexOf('b c'), 'b')]));
        const trace = live.spec.items[1];
        if (looks && trace?.kind === 'trace') expect(trace.body).toHaveLength(1);
      }
      expect(live.spec).toEqual(buildSpec(syntax.root, syntax.text).spec);
      expect(first).toEqual(parseSpec(parser, text));
      syntax.dispose();
    }
  });

  test('still is the spec of the new text after so many edits that its pieces are put together again', () => {
    const line = (index: number) => `  rpc cart-${index} Get 5ms {\n    db store GET 1ms\n  }\n`;
    const text = `trace a {\n${Array.from({ length: 400 }, (_, index) => line(index)).join('')}}\n`;
    const syntax = parser.open(text);
    const live = new LiveSpec(syntax);
    const random = createRandom('pieces');
    let most = 0;
    for (let count = 0; count < 700; count += 1) {
      live.edited(syntax.edit([insertion(syntax.text.indexOf('ms', random.below(text.length)), '1')]));
      most = Math.max(most, live.build.pieces.size);
    }
    expect(most).toBeGreaterThan(live.build.pieces.size);
    expect(live.spec).toEqual(buildSpec(syntax.root, syntax.text).spec);
    syntax.dispose();
  });
});
