import { makeLink, makeText } from '../spec/make.ts';
import { NOWHERE } from '../spec/make-value.ts';
import type { BrokenStatement, Call, Modifiers, Statement } from '../spec/spec.ts';
import type { DurationLiteral, Hole, Nanoseconds } from '../spec/value.ts';
import { durationText } from './durations.ts';
import type { Line } from './lines.ts';

/** The statements of a trace. Lines are in the order of their starts; iterative, since real traces may be deep. */
export function toStatements(root: Line): readonly Statement[] {
  const statements: Statement[] = [];
  const open: { readonly around: Line; readonly body: Statement[] }[] = [{ around: root, body: statements }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { around, body } = next;
    for (const line of inOrder(around.body)) {
      const below: Statement[] =
        line.link === undefined ? [] : [makeLink({ target: line.link.label ?? '', byId: false })];
      body.push(callOf(line, around, below));
      if (line.body.length > 0) open.push({ around: line, body: below });
    }
  }
  return statements;
}

const OPEN: Hole = { kind: 'hole', text: '?', range: NOWHERE };

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
    callee: line.callee === undefined ? OPEN : makeText(line.callee),
    ...(line.operation === '' ? {} : { operation: makeText(line.operation) }),
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
    ...(line.label === undefined ? {} : { label: makeText(line.label) }),
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
  const statement = { kind: 'broken', range: NOWHERE, what: makeText(what) } as const;
  return value === undefined ? statement : { ...statement, value: durationOf(value) };
}

function durationOf(ns: Nanoseconds): DurationLiteral {
  return { kind: 'duration', ns, text: durationText(ns), range: NOWHERE };
}
