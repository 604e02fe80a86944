import { beforeAll, describe, expect, test } from 'vitest';
import { printSpec } from '../../../server/src/core/print/print.ts';
import type { TraceParser } from '../../../server/src/core/syntax/parser.ts';
import type { TextEdit } from '../../../server/src/core/text/range.ts';
import { formatting } from '../../../server/src/features/formatting.ts';
import { lineEdits } from '../../../server/src/features/line-edits.ts';
import { traceFile } from '../../support/fixture.ts';
import { testParser } from '../../support/parser.ts';

let parser: TraceParser;

beforeAll(async () => {
  parser = await testParser();
});

function apply(text: string, edits: readonly TextEdit[]): string {
  return edits.reduceRight(
    (result, { range, text: inserted }) => result.slice(0, range.start) + inserted + result.slice(range.end),
    text,
  );
}

const MESSY = `trace   a{
# why
  rpc a   B   5ms
     rpc c D { rpc e F }

  rpc g H
}
`;

describe('formatting', () => {
  test('gives the canonical text and is stable', () => {
    const file = traceFile(parser, MESSY);
    const formatted = apply(MESSY, formatting(file));
    expect(formatted).toBe(printSpec(file.spec));
    expect(formatting(traceFile(parser, formatted))).toEqual([]);
  });

  test('leaves lines alone that are well already', () => {
    const edits = formatting(traceFile(parser, MESSY));
    const touched = edits.map(({ range }) => MESSY.slice(range.start, range.end)).join('');
    expect(touched).not.toContain('rpc g H');
  });

  test('of a range changes nothing elsewhere', () => {
    const start = MESSY.indexOf('rpc c');
    const edits = formatting(traceFile(parser, MESSY), { start, end: start + 3 });
    expect(apply(MESSY, edits)).toMatch(/^trace {3}a\{\n/);
    expect(apply(MESSY, edits)).toContain('\n  rpc c D {\n');
  });

  test('keeps the line breaks of the file', () => {
    const text = MESSY.replaceAll('\n', '\r\n');
    const formatted = apply(text, formatting(traceFile(parser, text)));
    expect(formatted.match(/(?<!\r)\n/)).toBeNull();
    expect(formatted).toContain('  # why\r\n');
  });

  test('never loses a text that cannot be read', () => {
    expect(formatting(traceFile(parser, `\u0000\u0001\u0002${'\u0000'.repeat(2000)}`))).toEqual([]);
    const broken = 'trace a {\n  rpc ] what ( is this\n  rpc   b C\n}\n';
    expect(apply(broken, formatting(traceFile(parser, broken)))).toContain('] what ( is this');
  });
});

describe('a text whose braces do not match', () => {
  const SOUND = 'trace  z  {\n   rpc  b C\n}\n';
  const NEAT = 'trace z {\n  rpc b C\n}\n';

  test.each([
    ['a brace that is missing', 'trace  a {\n  http  x {\n    rpc b  C\n  rpc d   E\n}\n'],
    ['a brace that is missing at the end', 'trace a {\n    rpc  b {\n  rpc c\n'],
    ['a brace too many', 'trace a {\n  http  x {\n    rpc b\n  }\n  }\n   rpc  c\n   rpc d\n}\n'],
    ['a call outside of a trace', '   rpc  c {\n rpc  d\n }\n'],
  ])('stays as it is where there is %s, and the rest is formatted', (_, broken) => {
    for (const text of [SOUND + broken, broken + SOUND, SOUND + broken + SOUND]) {
      const formatted = apply(text, formatting(traceFile(parser, text)));
      expect(formatted).toBe(text.replaceAll(SOUND, NEAT));
      expect(apply(formatted, formatting(traceFile(parser, formatted)))).toBe(formatted);
    }
  });

  test('keeps the comments around it', () => {
    const text = '# one\ntrace a {   # two\n  # three\n rpc  b {\n  # four\n\n# five\ntrace  b { }\n';
    expect(apply(text, formatting(traceFile(parser, text)))).toBe(text.replace('trace  b', 'trace b'));
  });
});

test('a line that begins with something missing stays where it is, however often it is formatted', () => {
  const text = 'trace a {\n  require {\n      fraud before rpc pay\n  }\n}\n';
  const formatted = apply(text, formatting(traceFile(parser, text)));
  expect(formatted).toBe(text.replace('      fraud', '    fraud'));
  expect(formatting(traceFile(parser, formatted))).toEqual([]);
});

describe('edits of lines', () => {
  test.each([
    ['', ''],
    ['', 'a\n'],
    ['a\n', ''],
    ['a\nb\nc\n', 'a\nc\n'],
    ['a\nc\n', 'a\nb\nc\n'],
    ['a\nb\nc', 'a\nB\nc'],
    ['{\n}\n{\n}\nx\n', '{\nx\n}\n'],
  ])('turn %j into %j', (before, after) => {
    expect(apply(before, lineEdits(before, after))).toBe(after);
  });

  test('turn any text into any other', () => {
    const words = ['a', 'b', '{', '}', '', 'a', 'c d'];
    let state = 7;
    const next = (below: number) => {
      state = (state * 1103515245 + 12345) % 2147483648;
      return state % below;
    };
    const draw = () => Array.from({ length: next(120) }, () => words[next(words.length)]).join('\n');
    for (let round = 0; round < 200; round += 1) {
      const [before, after] = [draw(), draw()];
      expect(apply(before, lineEdits(before, after))).toBe(after);
    }
  });

  test('touch only what differs', () => {
    const before = Array.from({ length: 1000 }, (_, line) => `line ${line}\n`).join('');
    expect(lineEdits(before, before.replace('line 500\n', 'LINE\n'))).toEqual([
      { range: { start: before.indexOf('line 500'), end: before.indexOf('line 501') }, text: 'LINE\n' },
    ]);
  });
});
