import type { ServiceItem } from '../../core/spec/spec.ts';
import type { ServiceSymbol, Symbols, TraceSymbol } from '../../core/symbols/symbols.ts';
import { symbolsOf } from '../../core/symbols/symbols-of.ts';
import type { TextRange } from '../../core/text/range.ts';
import { touches } from '../place.ts';
import type { TraceFile } from '../trace-file.ts';

/** Something with a name. Services and traces are the same thing in all files, labels belong to one trace. */
export type Named =
  | { readonly kind: 'service'; readonly name: string }
  | { readonly kind: 'trace'; readonly name: string }
  | { readonly kind: 'label'; readonly name: string; readonly uri: string; readonly trace: TextRange };

/** A place that speaks of something with a name. */
export interface Occurrence {
  readonly range: TextRange;
  /** As written there, without quotes: of a service its name or an alias. */
  readonly text: string;
  readonly role: 'definition' | 'use';
}

export interface Found {
  readonly named: Named;
  readonly occurrence: Occurrence;
}

/** What the name at `offset` stands for. */
export function nameAt(file: TraceFile, offset: number): Found | undefined {
  const symbols = symbolsOf(file.spec);
  for (const named of namesIn(file, symbols)) {
    const occurrence = occurrencesIn(file, named).find(({ range }) => touches(range, offset));
    if (occurrence !== undefined) return { named, occurrence };
  }
  return undefined;
}

/** Where `file` speaks of `named`, in no particular order. */
export function occurrencesIn(file: TraceFile, named: Named): readonly Occurrence[] {
  const symbols = symbolsOf(file.spec);
  switch (named.kind) {
    case 'service': {
      const service = symbols.services.get(named.name);
      return service === undefined ? [] : ofService(service);
    }
    case 'trace':
      return symbols.traces.filter(({ name }) => name === named.name).flatMap(ofTrace);
    case 'label':
      return file.uri === named.uri ? ofLabel(symbols, named) : [];
  }
}

function namesIn(file: TraceFile, symbols: Symbols): readonly Named[] {
  const labels = symbols.traces.flatMap(({ item, labels: inTrace }) =>
    [...inTrace.keys()].map((name): Named => ({ kind: 'label', name, uri: file.uri, trace: item.range })),
  );
  return [
    ...[...symbols.services.keys()].map((name): Named => ({ kind: 'service', name })),
    ...symbols.traces.flatMap(({ name, nameRange }): Named[] => (nameRange ? [{ kind: 'trace', name }] : [])),
    ...labels,
  ];
}

function ofService({ declarations, mentions }: ServiceSymbol): readonly Occurrence[] {
  return [...declarations.flatMap(ofDeclaration), ...mentions.map(({ range, text }) => use(range, text))];
}

function ofDeclaration({ name, alias }: ServiceItem): readonly Occurrence[] {
  const names = alias === undefined ? [name] : [name, alias];
  return names.map(({ range, value }) => ({ range, text: value, role: 'definition' }));
}

function ofTrace({ name, nameRange, uses }: TraceSymbol): readonly Occurrence[] {
  const definition: readonly Occurrence[] = nameRange
    ? [{ range: nameRange, text: name, role: 'definition' }]
    : [];
  return [...definition, ...uses.map((range) => use(range, name))];
}

function ofLabel(symbols: Symbols, named: Named & { kind: 'label' }): readonly Occurrence[] {
  const trace = symbols.traces.find(({ item }) => item.range.start === named.trace.start);
  const label = trace?.labels.get(named.name);
  if (label === undefined) return [];
  return [
    ...label.definitions.map(({ range, value }): Occurrence => ({ range, text: value, role: 'definition' })),
    ...label.uses.map(({ range, value }) => use(range, value)),
  ];
}

function use(range: TextRange, text: string): Occurrence {
  return { range, text, role: 'use' };
}
