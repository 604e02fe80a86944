import { type SemanticTokens, SemanticTokensBuilder, type ServerCapabilities } from 'vscode-languageserver';
import type { TextRange } from '../core/text/range.ts';
import { TOKEN_MODIFIERS, TOKEN_TYPES, semanticTokens as tokensIn } from '../features/semantic-tokens.ts';
import type { TraceDocument } from '../workspace/trace-document.ts';
import { answerFrom, type ServerContext } from './context.ts';

export function semanticTokens(context: ServerContext): ServerCapabilities {
  const { semanticTokens: requests } = context.connection.languages;
  const none: SemanticTokens = { data: [] };
  requests.on(({ textDocument }, token) =>
    answerFrom(context, textDocument.uri, token, none, (document) => encode(document)),
  );
  requests.onRange(({ textDocument, range }, token) =>
    answerFrom(context, textDocument.uri, token, none, (document) =>
      encode(document, document.fromRange(range)),
    ),
  );
  const legend = { tokenTypes: [...TOKEN_TYPES], tokenModifiers: [...TOKEN_MODIFIERS] };
  return { semanticTokensProvider: { legend, full: true, range: true } };
}

function encode(document: TraceDocument, range?: TextRange): SemanticTokens {
  const builder = new SemanticTokensBuilder();
  for (const { start, end, type, declaration } of tokensIn(document.analysis, range)) {
    const { line, character } = document.positionAt(start);
    builder.push(line, character, end - start, TOKEN_TYPES.indexOf(type), declaration ? 1 : 0);
  }
  return builder.build();
}
