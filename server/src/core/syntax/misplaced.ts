import type { Diagnostic } from '../diagnostic.ts';
import type { TextRange } from '../text/range.ts';
import { strayBrace } from './brace-balance.ts';

/** A child of the file. */
export interface TopLevelNode extends TextRange {
  readonly type: string;
}

const ITEMS: ReadonlySet<string> = new Set([
  'trace',
  'service',
  'scenario',
  'latency',
  'muted',
  'unknown_statement',
  'unknown_block',
]);
const SEPARATORS: ReadonlySet<string> = new Set(['\n', ';', 'comment']);

export interface Misplaced {
  readonly diagnostics: readonly Diagnostic[];
  /** Errors that are explained by them: the brace left over at the end of statements that were cut off. */
  readonly explained: ReadonlySet<number>;
}

/**
 * One finding for each run of statements outside every trace. Where a `}` without `{` ends the run, an earlier one was
 * too many and cut the run off; then the finding stands there.
 */
export function misplacedStatements(text: string, nodes: readonly TopLevelNode[]): Misplaced {
  const diagnostics: Diagnostic[] = [];
  const explained = new Set<number>();
  for (const run of runsOfStatements(text, nodes)) {
    if (run.stray !== undefined) explained.add(run.stray.start);
    diagnostics.push(run.stray === undefined ? outsideTrace(text, run.first) : braceTooMany(text, run));
  }
  return { diagnostics, explained };
}

interface Run {
  readonly first: TopLevelNode;
  /** The item before the run. */
  readonly item: TopLevelNode | undefined;
  /** The `}` that ends the run and closes nothing. */
  readonly stray: TopLevelNode | undefined;
}

function* runsOfStatements(text: string, nodes: readonly TopLevelNode[]): Generator<Run> {
  let item: TopLevelNode | undefined;
  let first: TopLevelNode | undefined;
  for (const node of nodes) {
    if (SEPARATORS.has(node.type)) continue;
    const isStray = node.type === 'ERROR' && text.charAt(node.start) === '}';
    if (first !== undefined && (isStray || ITEMS.has(node.type))) {
      yield { first, item, stray: isStray ? node : undefined };
      first = undefined;
    }
    if (ITEMS.has(node.type)) item = node;
    else if (node.type !== 'ERROR') first ??= node;
  }
  if (first !== undefined) yield { first, item, stray: undefined };
}

function outsideTrace(text: string, { start, end, type }: TopLevelNode): Diagnostic {
  const lineBreak = text.indexOf('\n', start);
  const isCall = type === 'call' || type === 'span';
  return {
    code: 'syntax-misplaced',
    severity: 'error',
    range: { start, end: lineBreak < 0 ? end : Math.min(end, lineBreak) },
    message: `${isCall ? 'A call' : 'This statement'} stands inside a trace: \`trace NAME { … }\`.`,
  };
}

function braceTooMany(text: string, { item, stray, first }: Run): Diagnostic {
  const suspect = item === undefined ? undefined : strayBrace(text, item);
  const start = suspect ?? stray?.start ?? first.start;
  const range = { start, end: start + 1 };
  return {
    code: 'syntax-unclosed',
    severity: 'error',
    range,
    message:
      suspect === undefined
        ? 'Nothing is open here that `}` could close.'
        : 'One `}` too many: what follows no longer belongs to the trace.',
    ...(suspect === undefined
      ? {}
      : {
          related: [
            { range: { start: first.start, end: first.end }, message: 'This stands outside the trace.' },
          ],
        }),
    fixes: [{ title: 'Remove `}`', edits: [{ range, text: '' }] }],
  };
}
