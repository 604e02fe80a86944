import { MarkupKind, type ServerCapabilities } from 'vscode-languageserver';
import { hover as findHover } from '../features/hover/hover.ts';
import { answerFrom, type ServerContext } from './context.ts';

export function hover(context: ServerContext): ServerCapabilities {
  context.connection.onHover(({ textDocument, position }, token) =>
    answerFrom(context, textDocument.uri, token, null, (document) => {
      const found = findHover(document.analysis, document.offsetAt(position));
      if (found === undefined) return null;
      const contents = { kind: MarkupKind.Markdown, value: found.markdown };
      return { contents, range: document.toRange(found.range) };
    }),
  );
  return { hoverProvider: true };
}
