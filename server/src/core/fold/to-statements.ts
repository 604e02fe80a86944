import type { BrokenStatement, Call, Link, Modifiers, Statement, Text } from '../spec/spec.ts';
import type { DurationLiteral, Nanoseconds } from '../spec/value.ts';
import type { TextRange } from '../text/range.ts';
import { durationText } from './durations.ts';
import type { Line } from './lines.ts';

/** What is made and not read stands nowhere; printing and parsing gives it its place. */
export const NOWHERE: TextRange = { start: 0, end: 0 };

/** The statements of a trace. Lines are in the order of their starts; iterative, since real traces may be deep. */
export function toStatements(root: Line): readonly Statement[] {
  const statements: Statement[] = [];
  const open: { readonly around: Line; readonly body: Statement[] }[] = [{ around: root, body: statements }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { around, body } = next;
    for (const line of inOrder(around.body)) {
      const below: Statement[] = line.link === undefined ? [] : [linkTo(line.link)];
      body.push(callOf(line, around, below));
      if (line.body.length > 0) open.push({ around: line, body: below });
    }
  }
  return statements;
}

/** By start; of two that start together the longer one first, which is likelier to have begun the other. */
function inOrder(lines: readonly Line[]): readonly Line[] {
  return [...lines].sort((a, b) => a.start - b.start || b.end - a.end);
}

function callOf(line: Line, around: Line, body: readonly Statement[]): Call {
  return {
    kind: 'call',
    range: NOWHERE,
    async: isAsync(line, around),
    type: line.type,
    typeRange: NOWHERE,
    callee: line.callee === undefined ? { kind: 'hole', text: '?', range: NOWHERE } : textOf(line.callee),
    ...(line.operation === '' ? {} : { operation: textOf(line.operation) }),
    modifiers: modifiersOf(line, around),
    ...(line.body.length === 0 && line.link === undefined ? {} : { bodyRange: NOWHERE }),
    body,
  };
}

/** A message's consumer works by itself; of the others, those that the line around them did not wait for. */
function isAsync(line: Line, around: Line): boolean {
  return line.follows || line.end > around.end || line.link !== undefined;
}

function modifiersOf(line: Line, around: Line): Modifiers {
  const isOnlyEntry = around.end === Number.POSITIVE_INFINITY && around.body.length === 1;
  const broken = brokenOf(line);
  return {
    ...(line.label === undefined ? {} : { label: textOf(line.label) }),
    ...(isOnlyEntry ? {} : { at: durationOf(line.start - around.start) }),
    duration: durationOf(line.end - line.start),
    ...(line.status === undefined ? {} : { status: { ...line.status, range: NOWHERE } }),
    ...(broken.length === 0 ? {} : { broken }),
  };
}

/** What is wrong with the recording and not with the text: said, so that no rule complains of it. */
function brokenOf(line: Line): readonly BrokenStatement[] {
  const missing = line.missingParent ? [brokenStatement('missing-parent')] : [];
  return line.skew === 0 ? missing : [...missing, brokenStatement('skew', line.skew)];
}

function brokenStatement(what: string, value?: Nanoseconds): BrokenStatement {
  const statement = { kind: 'broken', range: NOWHERE, what: textOf(what) } as const;
  return value === undefined ? statement : { ...statement, value: durationOf(value) };
}

function linkTo(send: Line): Link {
  return {
    kind: 'link',
    range: NOWHERE,
    target: textOf(send.label ?? ''),
    byId: false,
    attributes: [],
    dropped: [],
  };
}

function durationOf(ns: Nanoseconds): DurationLiteral {
  return { kind: 'duration', ns, text: durationText(ns), range: NOWHERE };
}

function textOf(value: string): Text {
  return { value, range: NOWHERE };
}
