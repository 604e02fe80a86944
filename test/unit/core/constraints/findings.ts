import { checkSpec } from '../../../../server/src/core/constraints/check.ts';
import type { Diagnostic } from '../../../../server/src/core/diagnostic.ts';
import { parseSpec } from '../../../../server/src/core/spec/build.ts';
import type { TraceParser } from '../../../../server/src/core/syntax/parser.ts';

/** Lines of `^` that mark the line above, with a code behind them. */
const MARK = /^\s*\^+ /;

/** What the rules find in `text`. */
export function check(parser: TraceParser, text: string): readonly Diagnostic[] {
  return checkSpec(parseSpec(parser, text));
}

/** `text` without its marks. */
export function unmarked(text: string): string {
  return text
    .split('\n')
    .filter((line) => !MARK.test(line))
    .join('\n');
}

/**
 * `text`, whose own marks are dropped, with marks below each line where the rules find something: a test compares it
 * with what it has given, so that a missing finding, one too many and one at the wrong place all show.
 */
export function withFindings(parser: TraceParser, text: string): string {
  const plain = unmarked(text);
  const found = check(parser, plain);
  let start = 0;
  return plain
    .split('\n')
    .flatMap((line) => {
      const end = start + line.length;
      const marks = found
        .filter(({ range }) => start <= range.start && range.start <= end)
        .map(({ range, code }) => {
          const width = Math.max(1, Math.min(range.end, end) - range.start);
          return `${' '.repeat(range.start - start)}${'^'.repeat(width)} ${code}`;
        });
      start = end + 1;
      return [line, ...marks];
    })
    .join('\n');
}

/** The messages of what is found, in text order. */
export function messages(parser: TraceParser, text: string): readonly string[] {
  return check(parser, unmarked(text)).map((diagnostic) => diagnostic.message);
}

/** `text` after the fix with that title, of the first finding that has it. */
export function fixed(parser: TraceParser, text: string, title: string): string {
  const plain = unmarked(text);
  const fix = check(parser, plain)
    .flatMap((diagnostic) => diagnostic.fixes ?? [])
    .find((each) => each.title === title);
  if (fix === undefined) throw new Error(`No finding offers "${title}".`);
  return fix.edits
    .toSorted((a, b) => b.range.start - a.range.start)
    .reduce(
      (result, { range, text: put }) => result.slice(0, range.start) + put + result.slice(range.end),
      plain,
    );
}
