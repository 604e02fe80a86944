import { l10n, type TextDocument, Uri, ViewColumn, window, workspace } from 'vscode';
import type { ImportParams, ImportResponse } from '../../../server/src/protocol.ts';
import { importSummary } from '../import-summary.ts';
import { withLateProgress } from '../late-progress.ts';
import { openUnsaved } from '../unsaved-document.ts';
import type { Command, CommandContext } from './command.ts';

/** What is read: a text that the editor holds, or a file that the server finds by itself. */
interface Source {
  readonly uri: Uri;
  readonly params: ImportParams;
}

/** With an argument (from a menu) that file is read, else the user is asked. */
export const importTrace: Command = async (context, argument) => {
  const source = argument instanceof Uri ? await sourceAt(argument) : await chooseSource();
  if (source === undefined) return;
  // Beside the recording where one looks at it; else there would be an empty half.
  const column = activeJson()?.uri.toString() === source.uri.toString() ? ViewColumn.Beside : undefined;
  const response = await convert(context, source.params);
  const document = await openUnsaved(source.uri, response.text);
  await window.showTextDocument(document, column);
  context.notify.tell(importSummary(response));
};

async function chooseSource(): Promise<Source | undefined> {
  const json = activeJson();
  if (json === undefined) return chooseFile();
  const thisEditor = { label: l10n.t('This Editor'), description: baseName(json.uri) };
  const file = { label: l10n.t('Choose a File…') };
  const chosen = await window.showQuickPick([thisEditor, file], { title: l10n.t('Import Trace') });
  if (chosen === undefined) return undefined;
  return chosen === file ? chooseFile() : sourceOf(json);
}

function activeJson(): TextDocument | undefined {
  const document = window.activeTextEditor?.document;
  return document !== undefined && /^json/.test(document.languageId) ? document : undefined;
}

async function chooseFile(): Promise<Source | undefined> {
  const files = await window.showOpenDialog({
    title: l10n.t('Import Trace'),
    openLabel: l10n.t('Import'),
    filters: { [l10n.t('Traces')]: ['json', 'jsonl', 'ndjson'], [l10n.t('All Files')]: ['*'] },
  });
  const file = files?.[0];
  return file === undefined ? undefined : sourceAt(file);
}

/** The server reads a file on disk itself; what lives elsewhere, or is not saved, goes over as text. */
async function sourceAt(uri: Uri): Promise<Source> {
  const name = baseName(uri);
  const open = workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
  if (open?.isDirty) return sourceOf(open);
  if (uri.scheme === 'file') return { uri, params: { name, uri: uri.toString() } };
  return { uri, params: { name, text: new TextDecoder().decode(await workspace.fs.readFile(uri)) } };
}

function sourceOf(document: TextDocument): Source {
  const { uri } = document;
  return { uri, params: { name: baseName(uri), text: document.getText() } };
}

function convert({ server }: CommandContext, params: ImportParams): Promise<ImportResponse> {
  return withLateProgress(l10n.t('Importing a trace…'), (token) =>
    server.request('tracewright/import', params, token),
  );
}

function baseName(uri: Uri): string {
  return uri.path.slice(uri.path.lastIndexOf('/') + 1);
}
