import type { CallType } from '../../core/spec/spec.ts';
import type { Token } from '../language-model.ts';
import { MAX_SERVICES, mark, serviceToken, spellWord, typeToken } from './vocabulary.ts';
import { wordsOf } from './words.ts';

/** A service that a prompt can name. */
export interface CatalogueEntry {
  readonly service: string;
  /** How it is mostly called. */
  readonly type: CallType;
  /** Without it the name is not spelled: hashed names teach nothing (training only). */
  readonly named: boolean;
}

/** Which reference stands for which service; the head of a document, the same for all its layers. */
export interface Catalogue {
  readonly entries: readonly CatalogueEntry[];
  referenceOf(service: string): number | undefined;
  serviceAt(reference: number): string | undefined;
  /** `<doc>`, then reference, type and words of each service. Byte-stable while the entries are. */
  readonly head: readonly Token[];
}

/** Longer names add tokens, not meaning. */
const MAX_NAME_TOKENS = 6;
const MAX_OPERATION_TOKENS = 8;

export function createCatalogue(
  entries: readonly CatalogueEntry[],
  references: readonly number[] = entries.map((_, index) => index),
): Catalogue {
  const used = entries.slice(0, MAX_SERVICES);
  const byService = new Map(used.map((entry, index) => [entry.service, references[index] ?? index]));
  const byReference = new Map([...byService].map(([service, reference]) => [reference, service]));
  return {
    entries: used,
    referenceOf: (service) => byService.get(service),
    serviceAt: (reference) => byReference.get(reference),
    head: [mark.doc, ...used.flatMap((entry, index) => describe(entry, references[index] ?? index))],
  };
}

function describe(entry: CatalogueEntry, reference: number): Token[] {
  const words = entry.named ? spellName(entry.service, MAX_NAME_TOKENS) : [];
  return [serviceToken(reference), typeToken[entry.type], ...words];
}

export function spellOperation(operation: string | undefined): Token[] {
  return operation === undefined ? [] : spellName(operation, MAX_OPERATION_TOKENS);
}

function spellName(name: string, limit: number): Token[] {
  return wordsOf(name).flatMap(spellWord).slice(0, limit);
}
