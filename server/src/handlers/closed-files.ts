import type { Spec } from '../core/spec/spec.ts';
import { type FileNames, readServiceNames } from '../features/completion/file-names.ts';
import { readWorkspaceFile, type WorkspaceFile } from '../generate/session/workspace.ts';
import type { OpenDocuments } from '../workspace/documents.ts';
import type { Digest } from '../workspace/index/known-files.ts';
import type { Pause } from '../workspace/index/pause.ts';
import type { WorkspaceIndex } from '../workspace/index/workspace-index.ts';
import { pathOf } from '../workspace/paths.ts';

/** What is kept of a file of the workspace that is not open. */
export interface ClosedFile {
  readonly shown: WorkspaceFile;
  readonly names: FileNames;
}

export async function readClosedFile(spec: Spec, pause: Pause): Promise<Digest<ClosedFile>> {
  const shown = await readWorkspaceFile(spec, pause);
  const names = await readServiceNames(spec, pause);
  return { contents: { shown, names }, layers: shown.layers };
}

/** The files on the disk, nearest to `uri` first; of those that are open, what is in the editor counts. */
export function closedFiles(
  index: WorkspaceIndex<ClosedFile>,
  documents: OpenDocuments,
  uri: string,
): readonly ClosedFile[] {
  const open = new Set(documents.all().map((document) => pathOf(document.uri)));
  return index.nearest(uri).flatMap((file) => (open.has(file.path) ? [] : [file.contents]));
}
