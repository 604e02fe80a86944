import { symbolsOf } from '../../core/symbols/symbols-of.ts';
import { isModifierWord, nameOrQuoted, unquote } from '../../core/text/names.ts';
import { traceAt } from '../place.ts';
import type { TraceFile } from '../trace-file.ts';
import type { FileNames, NamedService } from './file-names.ts';
import type { CompletionItem } from './item.ts';

/** Longer lists are not read; typing a letter shortens them. */
const MAX_NAMES = 200;

/** The text of a word of the context, without quotes. */
export function spoken(word: string): string {
  return word.startsWith('"') ? unquote(word) : word;
}

/** Services of some files: first those of the first file that are called with `type`, then its others, then the rest. */
export function services(files: readonly FileNames[], type: string | undefined): readonly CompletionItem[] {
  const [own = [], ...others] = files.map((file) => [...file.services.values()]);
  const fitting = own.filter(({ callTypes }) => callTypes.some((used) => used === type));
  const ordered = [...fitting, ...own, ...others.flat()];
  const names = [...new Map(ordered.map((service) => [service.name, service])).values()];
  return names.slice(0, MAX_NAMES).map(serviceItem);
}

function serviceItem({ name, kind }: NamedService): CompletionItem {
  return { label: name, kind: 'service', detail: kind, insert: nameOrQuoted(name) };
}

/** What some files ask of a service. */
export function operations(files: readonly FileNames[], callee: string): readonly CompletionItem[] {
  const found = files.flatMap(
    (file) => file.services.get(file.aliases.get(callee) ?? callee)?.operations ?? [],
  );
  return [...new Set(found)]
    .slice(0, MAX_NAMES)
    .map((name) => ({ label: name, kind: 'operation', insert: nameOrQuoted(name, isModifierWord) }));
}

/** The labels of the trace at `offset`. */
export function labels(file: TraceFile, offset: number): readonly CompletionItem[] {
  const trace = traceAt(file.spec, offset);
  const symbols = symbolsOf(file.spec).traces.find(({ item }) => item === trace);
  const defined = [...(symbols?.labels.values() ?? [])].filter(({ definitions }) => definitions.length > 0);
  return defined.map(({ name }) => ({ label: name, kind: 'label' }));
}

export function traces(files: readonly FileNames[]): readonly CompletionItem[] {
  const names = files.flatMap((file) => file.traces);
  return [...new Set(names)].map((label) => ({
    label,
    kind: 'trace',
    insert: nameOrQuoted(label),
  }));
}
