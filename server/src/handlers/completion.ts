import {
  type CompletionItem,
  CompletionItemKind,
  InsertTextFormat,
  MarkupKind,
  type Range,
  type ServerCapabilities,
} from 'vscode-languageserver';
import { completions } from '../features/completion/completion.ts';
import { type FileNames, namesOf } from '../features/completion/file-names.ts';
import type { CompletionItem as CoreItem, ItemKind } from '../features/completion/item.ts';
import type { TraceDocument } from '../workspace/trace-document.ts';
import { closedFiles } from './closed-files.ts';
import { answerFrom, type ServerContext } from './context.ts';

const KINDS: Readonly<Record<ItemKind, CompletionItemKind>> = {
  keyword: CompletionItemKind.Keyword,
  service: CompletionItemKind.Class,
  operation: CompletionItemKind.Method,
  label: CompletionItemKind.Reference,
  trace: CompletionItemKind.Module,
  value: CompletionItemKind.Value,
  attribute: CompletionItemKind.Property,
  snippet: CompletionItemKind.Snippet,
};

export function completion(context: ServerContext): ServerCapabilities {
  const snippets = context.client.textDocument?.completion?.completionItem?.snippetSupport ?? false;
  context.connection.onCompletion(({ textDocument, position }, token) =>
    answerFrom(context, textDocument.uri, token, [], (document) => {
      const { range, items } = completions(
        document.analysis,
        document.offsetAt(position),
        namesBeside(context, document),
      );
      return items.map((item, rank) => toItem(item, document.toRange(range), rank, snippets));
    }),
  );
  return { completionProvider: { triggerCharacters: ['~', '!'] } };
}

function namesBeside({ documents, index }: ServerContext, document: TraceDocument): readonly FileNames[] {
  const open = documents.all().filter((other) => other !== document);
  return [
    ...open.map(({ analysis }) => namesOf(analysis.spec)),
    ...closedFiles(index, documents, document.uri).map(({ names }) => names),
  ];
}

function toItem(item: CoreItem, range: Range, rank: number, snippets: boolean): CompletionItem {
  const isSnippet = item.snippet === true && snippets;
  const newText = item.snippet === true && !snippets ? plain(item.insert ?? '') : (item.insert ?? item.label);
  return {
    label: item.label,
    kind: KINDS[item.kind],
    // Editors sort by this text; items come best first.
    sortText: String(rank).padStart(4, '0'),
    textEdit: { range, newText },
    insertTextFormat: isSnippet ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
    ...(item.detail !== undefined && { detail: item.detail }),
    ...(item.help !== undefined && { documentation: { kind: MarkupKind.Markdown, value: item.help } }),
  };
}

/** The first word of a snippet, for an editor that has no stops to jump to. */
function plain(snippet: string): string {
  return snippet.split(/[\s$]/)[0] ?? '';
}
