import { beforeAll, describe, expect, test } from 'vitest';
import type { Diagnostic } from '../../../../server/src/core/diagnostic.ts';
import { findErrors } from '../../../../server/src/core/syntax/find-errors.ts';
import type { TraceParser } from '../../../../server/src/core/syntax/parser.ts';
import { syntaxDiagnostics } from '../../../../server/src/core/syntax/syntax-diagnostics.ts';
import { marked } from '../../../support/fixture.ts';
import { testParser } from '../../../support/parser.ts';

let parser: TraceParser;

beforeAll(async () => {
  parser = await testParser();
});

function find(text: string): readonly Diagnostic[] {
  const document = parser.open(text);
  const found = syntaxDiagnostics(document);
  document.dispose();
  return found;
}

/** The lines with findings, each finding as `^^^ code: message`. */
function findings(text: string): string {
  return marked(
    text,
    find(text).map(({ range, code, message }) => ({ ...range, label: `${code}: ${message}` })),
  );
}

/** `line` in a body between two sound calls, with what is found there. */
function inBody(line: string): string {
  return findings(`trace a {\n  rpc before B 1ms\n  ${line}\n  rpc after A 2ms\n}\nservice last\n`);
}

/** The text after the first fix of the only finding. */
function fixed(text: string): string {
  const edits = find(text)[0]?.fixes?.[0]?.edits ?? [];
  return edits.reduceRight((now, { range, text: inserted }) => {
    return now.slice(0, range.start) + inserted + now.slice(range.end);
  }, text);
}

const CALL = 'TYPE CALLEE [OPERATION] [modifier …]';

describe('a line of a body', () => {
  test.each([
    [
      'rpc',
      '^^^ syntax-missing: `rpc` is not complete: it is written `rpc CALLEE [OPERATION] [modifier …]`.',
    ],
    ['db orders-db "INSERT', '             ^^^^^^^ syntax-unclosed: This string has no closing `"`.'],
    ['x = "abc', '    ^^^^ syntax-unclosed: This string has no closing `"`.'],
    ['rpc cart "GET { }', '         ^^^^ syntax-unclosed: This string has no closing `"`.'],
    [
      'foo { }',
      `^^^ syntax-unknown-word: \`foo\` begins no statement: a call is written ${CALL}, an attribute NAME = VALUE.`,
    ],
    ['rpc cart 8 ms', '         ^^^^ syntax-unexpected: A time is one word: write `8ms`.'],
    [
      'rpc b { } rpc c',
      '        ^ syntax-missing: The next statement starts on a line of its own, or behind `;`.',
    ],
    ['http gateway "x" 12 { }', '                 ^^ syntax-unexpected: `12` has no unit: write `12ms`.'],
    ['rpc cart Get 8 ms', '             ^^^^ syntax-unexpected: A time is one word: write `8ms`.'],
    [
      'rpc cart Get timout 2s',
      '             ^^^^^^ syntax-unknown-word: Unknown modifier `timout`: did you mean `timeout`?',
    ],
    [
      'rpc cart Get Items 8ms',
      '             ^^^^^ syntax-unknown-word: Unknown modifier `Items`; an operation of several words stands in quotes.',
    ],
    [
      'rpc cart Get 8ms async',
      '                 ^^^^^ syntax-misplaced: `async` stands before the type of the call.',
    ],
    ['rcp cart Get', '^^^ syntax-unknown-word: `rcp` begins no statement: did you mean `rpc`?'],
    [
      'foo bar',
      `^^^ syntax-unknown-word: \`foo\` begins no statement: a call is written ${CALL}, an attribute NAME = VALUE.`,
    ],
    [
      'http.method',
      `^^^^^^^^^^^ syntax-unexpected: \`http.method\` begins no statement: a call is written ${CALL}, an attribute NAME = VALUE.`,
    ],
    ['http.method =', '            ^ syntax-missing: The value is missing: NAME = VALUE.'],
    [
      'rpc cart Get timeout',
      '             ^^^^^^^ syntax-missing: `timeout` needs a time, as in `timeout 2s`.',
    ],
    [
      'rpc cart Get @',
      '             ^ syntax-missing: `@` stands alone here: a time follows `@`, as in `@5ms`.',
    ],
    [
      'rpc cart Get retry',
      '             ^^^^^ syntax-missing: `retry` needs a count, as in `retry 3 backoff 20ms..200ms`.',
    ],
    ['rpc cart- Get', '    ^^^^^ syntax-unexpected: `cart-` is no name without quotes: write `"cart-"`.'],
    [
      'http gateway /orders/{id}',
      '             ^^^^^^^^^^^^ syntax-unexpected: `/orders/{id}` is no name without quotes: write `"/orders/{id}"`.',
    ],
    [
      'rpc 2cart Get',
      '    ^^^^^ syntax-unexpected: A name that starts with a digit stands in quotes: `"2cart"`.',
    ],
    ['rpc cart Get ]', '             ^ syntax-unclosed: Nothing is open here that `]` could close.'],
    ['rpc cart Get ~exp(mean=4ms', '                 ^ syntax-unclosed: `(` is not closed.'],
    ['rpc cart Get ?(<50ms', '              ^ syntax-unclosed: `(` is not closed.'],
    ['x = [1, 2', '    ^ syntax-unclosed: `[` is not closed.'],
    ['x = { a = 1', '    ^ syntax-unclosed: `{` is not closed.'],
    ['par', '^^^ syntax-missing: `par` is not complete: it is written `par { … }`.'],
    ['par 2 3 { }', '      ^ syntax-unexpected: `3` is not expected here: `par` is written `par { … }`.'],
    ['repeat { }', '^^^^^^ syntax-missing: `repeat` needs a count, as in `repeat 1..4 { … }`.'],
    ['30%:', '^^^^ syntax-missing: A call or a block follows the share, as in `30%: rpc fraud Score`.'],
    ['30% rpc a b', '^^^ syntax-unexpected: A share of the calls is written with `%` and a colon: `30%: …`.'],
    [
      'span server',
      '^^^^^^^^^^^ syntax-missing: `span` is not complete: it is written `span KIND SERVICE "name"`.',
    ],
    [
      '... calls 3..10 depth <= 2',
      '                ^^^^^^^^^^ syntax-unexpected: The wishes behind `...` are separated by commas, as in `... calls 3..10, depth <= 2`.',
    ],
    [
      '... calls',
      '    ^^^^^ syntax-missing: A limit is missing, as in `duration < 2s`, `calls 3..10` or `depth 3`.',
    ],
    [
      'rpc cart Get { } 8ms',
      '                 ^^^ syntax-unexpected: `8ms` cannot follow a block: modifiers stand before `{`, the next statement on its own line.',
    ],
  ])('%s', (line, expected) => {
    expect(inBody(line)).toBe(`  ${line}\n  ${expected}`);
  });
});

describe('braces', () => {
  test('one that is not closed is found by the indentation', () => {
    expect(inBody('rpc cart Get {')).toBe(
      '  rpc cart Get {\n               ^ syntax-unclosed: `{` is not closed.',
    );
  });

  test('the next trace is not taken for the inside of a block that is not closed', () => {
    expect(findings('trace a {\n  rpc b C {\n    rpc d E\n}\n\ntrace x {\n  rpc y Z\n}\n')).toBe(
      '  rpc b C {\n          ^ syntax-unclosed: `{` is not closed.',
    );
  });

  test('several that are open at the end are one finding at the innermost', () => {
    const text = 'trace a {\n  rpc b C {\n    rpc d ';
    expect(findings(text)).toBe(
      '  rpc b C {\n          ^ syntax-unclosed: `{` is not closed; 2 blocks are open here.',
    );
    expect(find(text)[0]?.related?.map(({ range }) => range)).toEqual([{ start: 8, end: 9 }]);
    expect(find(fixed(text))).toEqual([]);
  });

  test('braces in strings and comments do not count', () => {
    const text = 'trace a {\n  http b "GET /{id" { # {{{\n  }\n  rpc c "}" {\n  rpc d E\n}\n';
    expect(findings(text)).toBe('  rpc c "}" {\n            ^ syntax-unclosed: `{` is not closed.');
  });

  test('one too many is found by the indentation, and the calls it cut off are not blamed', () => {
    expect(inBody('}')).toBe(
      '  }\n  ^ syntax-unclosed: One `}` too many: what follows no longer belongs to the trace.',
    );
  });

  test('one too many at the end is found there', () => {
    expect(findings('trace a {\n  rpc b C\n}\n}\n')).toBe(
      '}\n^ syntax-unclosed: Nothing is open here that `}` could close.',
    );
  });

  test.each([
    ['some stock', '         ^^^^^'],
    ['rpc fraud before pay', '                     ^^^'],
    ['fraud before rpc pay', '    ^^^^^'],
    ['count(stock) == 1', '          ^^^^^'],
  ])('a clause `%s` lacks the type of its calls', (clause, mark) => {
    expect(findings(`trace a {\n  require {\n    ${clause}\n  }\n}\n`)).toBe(
      `    ${clause}\n${mark} syntax-missing: A kind of call begins with its type, or with \`*\` for any, as in \`rpc stock\`.`,
    );
  });

  test('require and scenario blocks are blocks too', () => {
    expect(findings('trace a {\n  require {\n    calls 3\n}\nscenario s {\n  mix 100% a\n')).toBe(
      '  require {\n          ^ syntax-unclosed: `{` is not closed.\nscenario s {\n           ^ syntax-unclosed: `{` is not closed.',
    );
  });
});

describe('a statement outside every trace', () => {
  test('is found once for a run of them', () => {
    expect(findings('service a\nrpc b C {\n  rpc d E\n}\nrpc f G\ntrace x { }\n')).toBe(
      'rpc b C {\n^^^^^^^^^ syntax-misplaced: A call stands inside a trace: `trace NAME { … }`.',
    );
  });

  test('a word that begins no item is found with what a file holds', () => {
    expect(findings('tracs a { }\nfoo bar')).toBe(
      'tracs a { }\n^^^^^ syntax-unknown-word: `tracs` begins no statement: did you mean `trace`?\n' +
        'foo bar\n^^^ syntax-unknown-word: `foo` begins no statement: a file holds `trace`, `service`, `latency` and `scenario`.',
    );
  });
});

describe('fixes', () => {
  test.each([
    ['rpc cart Get 12', 'rpc cart Get 12ms'],
    ['rpc cart Get 8 s', 'rpc cart Get 8s'],
    ['rpc cart Get Items', 'rpc cart "Get Items"'],
    ['rpc cart "Get Items { }', 'rpc cart "Get Items" { }'],
    ['x = "abc', 'x = "abc"'],
    ['rcp cart Get', 'rpc cart Get'],
    ['db orders "INSERT', 'db orders "INSERT"'],
    ['http gateway /a/{id}', 'http gateway "/a/{id}"'],
    ['rpc 2cart Get', 'rpc "2cart" Get'],
    ['30% rpc a b', '30%: rpc a b'],
    ['... calls 3 depth 2', '... calls 3, depth 2'],
    ['x = [1, 2', 'x = [1, 2]'],
    ['rpc cart Get ?(<5ms', 'rpc cart Get ?(<5ms)'],
    ['rpc cart Get )', 'rpc cart Get '],
  ])('%s', (line, expected) => {
    const text = fixed(`trace a {\n  ${line}\n}\n`);
    expect(text).toBe(`trace a {\n  ${expected}\n}\n`);
    expect(find(text)).toEqual([]);
  });
});

describe('every text', () => {
  test('has exactly one finding for each error of its tree, if no brace is wrong', () => {
    const text = `trace a {
  rpc
  rpc cart Get 12 {
    foo
    x = 
  }
  require { calls ; foo }
}
service
scenario s { mix 5% ; from }
`;
    const document = parser.open(text);
    const errors = findErrors(document.root);
    expect(errors.length).toBeGreaterThan(6);
    expect(syntaxDiagnostics(document)).toHaveLength(errors.length);
    document.dispose();
  });

  test('gives findings inside the text, none empty, and at most a bounded number', () => {
    const noise = Array.from({ length: 30_000 }, (_, index) =>
      String.fromCharCode(32 + ((index * 7919) % 90)),
    );
    const text = noise.join('');
    const found = find(text);
    expect(found.length).toBeGreaterThan(0);
    expect(found.length).toBeLessThan(5_000);
    for (const { range } of found) {
      expect(range.start).toBeLessThan(range.end);
      expect(range.end).toBeLessThanOrEqual(text.length);
    }
  });

  test('that is refused says why', () => {
    expect(findings('\0\0')).toContain('syntax-unreadable: This file holds binary data, not a trace.');
  });

  test('that is sound has none', () => {
    expect(find('# nothing\n\nservice a { x = 1 }\ntrace b { rpc a C { ... } }\n')).toEqual([]);
  });

  test('of 100,000 blocks that stay open has one finding for them, and one where they are too deep', () => {
    const found = find(`trace a {\n${'rpc a b {\n'.repeat(100_000)}`);
    expect(found.map(({ message }) => message).sort()).toEqual([
      'Blocks nest deeper than 1000 levels here; what is inside is not read.',
      '`{` is not closed; 100001 blocks are open here.',
    ]);
  });

  test('with many braces in its strings is not too deep', () => {
    expect(find(`trace a {\n${'http b "GET /{"\n'.repeat(2_000)}}\n`)).toEqual([]);
  });
});
