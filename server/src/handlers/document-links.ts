import type { ServerCapabilities } from 'vscode-languageserver';
import { type DocumentLink, documentLinks as linksIn } from '../features/document-links.ts';
import { answerFrom, type ServerContext } from './context.ts';

export function documentLinks(context: ServerContext): ServerCapabilities {
  context.connection.onDocumentLinks(({ textDocument: { uri } }, token) =>
    answerFrom(context, uri, token, [], (document) =>
      linksIn(document.analysis).flatMap((link) => {
        const target = targetOf(link, uri);
        return target === undefined ? [] : [{ range: document.toRange(link.range), target }];
      }),
    ),
  );
  return { documentLinkProvider: {} };
}

/** A path counts from the folder of its document, which an untitled one does not have. */
function targetOf({ kind, target }: DocumentLink, uri: string): string | undefined {
  if (kind === 'web') return target;
  return /^[a-z-]+:\/\//i.test(uri) && URL.canParse(encodeURI(target), uri)
    ? new URL(encodeURI(target), uri).href
    : undefined;
}
