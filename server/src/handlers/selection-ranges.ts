import type { SelectionRange, ServerCapabilities } from 'vscode-languageserver';
import type { TextRange } from '../core/text/range.ts';
import { selectionRanges as rangesAt } from '../features/selection-ranges.ts';
import type { TraceDocument } from '../workspace/trace-document.ts';
import { answerFrom, type ServerContext } from './context.ts';

export function selectionRanges(context: ServerContext): ServerCapabilities {
  context.connection.onSelectionRanges(({ textDocument, positions }, token) =>
    answerFrom(context, textDocument.uri, token, [], (document) =>
      positions.map((position) => {
        const offset = document.offsetAt(position);
        return (
          chain(document, rangesAt(document.analysis, offset)) ?? {
            range: { start: position, end: position },
          }
        );
      }),
    ),
  );
  return { selectionRangeProvider: true };
}

/** The protocol links each range to the next larger one. */
function chain(document: TraceDocument, ranges: readonly TextRange[]): SelectionRange | undefined {
  return ranges.reduceRight<SelectionRange | undefined>(
    (parent, range) => ({ range: document.toRange(range), ...(parent && { parent }) }),
    undefined,
  );
}
