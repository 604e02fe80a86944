import type { Spec, Statement } from '../spec/spec.ts';
import { printComments, printLines } from './line-writer.ts';

/**
 * The one formatter: the canonical text of a spec. Two spaces a level, one space between words, modifiers in one order
 * (`printModifiers`), a brace at the end of its line, `{ }` where nothing is inside, at most one blank line in a row,
 * literals as they are spelled, names in quotes only where they need them. What could not be read stays as it was.
 */
export function printSpec(spec: Spec): string {
  const lines = printLines(spec.items, 0);
  printComments(lines, spec.trailing, 0);
  return joinLines(lines);
}

/** One statement with its comments and body, indented by `level` levels, with the line break that ends it. */
export function printStatement(statement: Statement, level = 0): string {
  return joinLines(printLines([statement], level));
}

function joinLines(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join('');
}
