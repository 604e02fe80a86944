import { CodeLensRefreshRequest, type Command, type ServerCapabilities } from 'vscode-languageserver';
import { type CodeLens, codeLenses as lensesIn } from '../features/code-lenses.ts';
import { answerFrom, type ServerContext } from './context.ts';

/** The client's own commands. */
const COMMANDS: Readonly<Record<CodeLens['action'], Command>> = {
  preview: { title: 'Preview', command: 'tracewright.openPreviewToSide' },
  'fill-all': { title: 'Fill all holes', command: 'tracewright.fillAllHoles' },
};

/** Only for a client that has the commands that the lenses run. */
export function codeLenses(context: ServerContext): ServerCapabilities {
  const { connection, client, options, settings } = context;
  if (!options.commands) return {};
  connection.onCodeLens(({ textDocument }, token) =>
    answerFrom(context, textDocument.uri, token, [], (document) => {
      if (!settings.current['codeLens.enabled']) return [];
      return lensesIn(document.analysis).map(({ range, action }) => ({
        range: document.toRange(range),
        command: COMMANDS[action],
      }));
    }),
  );
  settings.onChanged(() => {
    if (client.workspace?.codeLens?.refreshSupport) void connection.sendRequest(CodeLensRefreshRequest.type);
  });
  return { codeLensProvider: {} };
}
