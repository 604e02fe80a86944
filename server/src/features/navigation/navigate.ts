import type { TextRange } from '../../core/text/range.ts';
import type { TraceFile } from '../trace-file.ts';
import { type Found, type Named, nameAt, type Occurrence, occurrencesIn } from './names.ts';

/** A place in one of the open documents. */
export interface Location {
  readonly uri: string;
  readonly range: TextRange;
}

/** Where the name at `offset` is defined; a service that is declared nowhere has its first use for a definition. */
export function definitions(
  file: TraceFile,
  offset: number,
  files: readonly TraceFile[],
): readonly Location[] {
  const found = nameAt(file, offset);
  if (found === undefined) return [];
  const defined = locations(found.named, files, ({ role }) => role === 'definition');
  if (defined.length > 0) return defined;
  return locations(found.named, files, () => true).slice(0, 1);
}

/** Every place that speaks of the name at `offset`, its definition only if `withDefinition`. */
export function references(
  file: TraceFile,
  offset: number,
  files: readonly TraceFile[],
  withDefinition: boolean,
): readonly Location[] {
  const found = nameAt(file, offset);
  if (found === undefined) return [];
  return locations(found.named, files, ({ role }) => withDefinition || role === 'use');
}

/** The same name in this file, for marking. */
export function highlights(file: TraceFile, offset: number): readonly Occurrence[] {
  const found: Found | undefined = nameAt(file, offset);
  return found === undefined ? [] : inTextOrder(occurrencesIn(file, found.named));
}

function locations(
  named: Named,
  files: readonly TraceFile[],
  wanted: (occurrence: Occurrence) => boolean,
): readonly Location[] {
  return files.flatMap((file) =>
    inTextOrder(occurrencesIn(file, named).filter(wanted)).map(({ range }) => ({ uri: file.uri, range })),
  );
}

function inTextOrder(occurrences: readonly Occurrence[]): readonly Occurrence[] {
  return occurrences.toSorted((a, b) => a.range.start - b.range.start);
}
