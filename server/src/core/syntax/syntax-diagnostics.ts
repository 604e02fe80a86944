import type { Node } from 'web-tree-sitter';
import type { Diagnostic } from '../diagnostic.ts';
import { errorContext } from './error-context.ts';
import { explainMissing } from './explain-missing.ts';
import { explainUnexpected } from './explain-unexpected.ts';
import { type ErrorPlace, findErrors } from './find-errors.ts';
import { misplacedStatements, type TopLevelNode } from './misplaced.ts';
import { tooDeep } from './nesting.ts';
import { MAX_TEXT_LENGTH, type Refusal } from './parser.ts';
import type { SyntaxDocument } from './syntax-document.ts';
import { unclosedBlocks } from './unclosed-blocks.ts';

/**
 * What is wrong with the syntax: one finding for each error or missing node of the tree, one for each item whose blocks
 * stay open, one for each run of statements outside every trace; in text order. A sound text costs a look at its items.
 */
export function syntaxDiagnostics(document: SyntaxDocument): readonly Diagnostic[] {
  const { text, root, refusal } = document;
  if (refusal !== undefined) return [refused(text, refusal)];
  const items = topLevel(text, root);
  const misplaced = misplacedStatements(text, items);
  const errors = findErrors(root).filter((place) => !misplaced.explained.has(place.range.start));
  const found = [
    ...errors.map((place) => explained(text, place)),
    ...misplaced.diagnostics,
    ...tooDeep(text, root),
    ...items.flatMap(({ withBlock }) => (withBlock === undefined ? [] : unclosedBlocks(text, withBlock))),
  ];
  return withoutRepeats(found.sort((a, b) => a.range.start - b.range.start));
}

interface TopLevel extends TopLevelNode {
  /** Set where it has a block, which may be open. */
  readonly withBlock: Node | undefined;
}

function topLevel(text: string, root: Node): readonly TopLevel[] {
  const nodes: TopLevel[] = [];
  const cursor = root.walk();
  for (let more = cursor.gotoFirstChild(); more; more = cursor.gotoNextSibling()) {
    const { nodeType: type, startIndex: start, endIndex: end } = cursor;
    if (type === '\n' || type === 'comment') continue;
    const hasBlock = type !== 'ERROR' && type !== 'attribute' && text.slice(start, end).includes('{');
    nodes.push({ type, start, end, withBlock: hasBlock ? cursor.currentNode : undefined });
  }
  cursor.delete();
  return nodes;
}

/** The parser may break one mistake in two, such as a path with braces in it; both halves are explained alike. */
function withoutRepeats(sorted: readonly Diagnostic[]): readonly Diagnostic[] {
  return sorted.filter(({ range, message }, index) => {
    const previous = sorted[index - 1];
    return previous === undefined || previous.range.start !== range.start || previous.message !== message;
  });
}

function explained(text: string, place: ErrorPlace): Diagnostic {
  const context = place.kind === 'missing' ? undefined : errorContext(text, place);
  const { code, message, range, fixes } =
    context === undefined ? explainMissing(text, place) : explainUnexpected(context);
  return {
    code,
    severity: 'error',
    range: range ?? context?.range ?? place.range,
    message,
    ...(fixes === undefined || fixes.length === 0 ? {} : { fixes }),
  };
}

const REFUSALS: Readonly<Record<Refusal, string>> = {
  'too-long': `Texts of more than ${MAX_TEXT_LENGTH / 1_000_000} million characters are not read.`,
  'too-complex': 'This text is too disordered to be read as a trace.',
  binary: 'This file holds binary data, not a trace.',
  unfinished: 'This text is long or disordered and is still being read.',
};

function refused(text: string, refusal: Refusal): Diagnostic {
  const lineBreak = text.slice(0, 80).search(/\n/);
  const end = lineBreak < 0 ? Math.min(text.length, 80) : lineBreak;
  return {
    code: 'syntax-unreadable',
    severity: 'error',
    range: { start: 0, end },
    message: REFUSALS[refusal],
  };
}
