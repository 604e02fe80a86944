import { InlayHintKind, type ServerCapabilities } from 'vscode-languageserver';
import { inlayHints as hintsIn } from '../features/inlay-hints.ts';
import { answerFrom, type ServerContext } from './context.ts';

export function inlayHints(context: ServerContext): ServerCapabilities {
  const { connection, client, settings } = context;
  connection.languages.inlayHint.on(({ textDocument, range }, token) =>
    answerFrom(context, textDocument.uri, token, [], (document) => {
      if (!settings.current['inlayHints.startTimes']) return [];
      return hintsIn(document.analysis, document.fromRange(range)).map(({ offset, text }) => ({
        position: document.positionAt(offset),
        label: text,
        kind: InlayHintKind.Parameter,
        paddingRight: true,
      }));
    }),
  );
  settings.onChanged(() => {
    if (client.workspace?.inlayHint?.refreshSupport) void connection.languages.inlayHint.refresh();
  });
  return { inlayHintProvider: true };
}
