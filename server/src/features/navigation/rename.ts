import { isName, nameOrQuoted } from '../../core/text/names.ts';
import type { TextEdit, TextRange } from '../../core/text/range.ts';
import type { TraceFile } from '../trace-file.ts';
import { nameAt, occurrencesIn } from './names.ts';

export interface FileEdits {
  readonly uri: string;
  readonly version: number;
  readonly edits: readonly TextEdit[];
}

/** The name that can be renamed at `offset`, and how it reads now. */
export function renamable(
  file: TraceFile,
  offset: number,
): { readonly range: TextRange; readonly text: string } | undefined {
  const found = nameAt(file, offset);
  return found && { range: found.occurrence.range, text: found.occurrence.text };
}

/** Why `newName` cannot be the new name of what stands at `offset`; undefined where it can. */
export function renameProblem(file: TraceFile, offset: number, newName: string): string | undefined {
  const found = nameAt(file, offset);
  if (found === undefined) return 'There is no service, label or trace to rename here.';
  if (newName.trim() === '' || /[\r\n]/.test(newName)) return 'A name is not empty and stands on one line.';
  if (found.named.kind === 'label' && !isName(newName))
    return 'A label is made of letters, digits and _ - . / : and does not start with a digit.';
  return undefined;
}

/**
 * The edits that rename what stands at `offset` in all open files: exactly the places that spell it as it is spelled
 * there, so that renaming a service leaves its aliases alone, and the other way round.
 */
export function rename(
  file: TraceFile,
  offset: number,
  newName: string,
  files: readonly TraceFile[],
): readonly FileEdits[] {
  const found = nameAt(file, offset);
  if (found === undefined) return [];
  const text = nameOrQuoted(newName);
  return files.flatMap((each) => {
    const same = occurrencesIn(each, found.named).filter((place) => place.text === found.occurrence.text);
    const edits = same.map(({ range }) => ({ range, text }));
    return edits.length === 0 ? [] : [{ uri: each.uri, version: each.version, edits }];
  });
}
