import type { CallType } from '../../core/spec/spec.ts';
import type { Token } from '../language-model.ts';
import { MAX_SERVICES, mark, serviceToken, spellWord, typeToken } from './vocabulary.ts';
import { wordsOf } from './words.ts';

/** A service that a prompt can name. */
export interface CatalogueEntry {
  readonly service: string;
  /** How it is mostly called. */
  readonly type: CallType;
  /** Without it the name is not spelled (training only): the model must do without names, too. */
  readonly named: boolean;
}

/** Which reference stands for which service. */
export interface Catalogue {
  /** Those of the head, then those that layers declared. */
  readonly entries: readonly CatalogueEntry[];
  referenceOf(service: string): number | undefined;
  serviceAt(reference: number): string | undefined;
  /** The reference that the next new service gets; undefined where all are taken. */
  readonly nextReference: number | undefined;
  /** The same with a service that the layer being written declares; the head stays. Unchanged where it is known or all references are taken. */
  with(entry: CatalogueEntry): Catalogue;
  /** `<doc>`, then reference, type and words of each service. Byte-stable while its entries are. */
  readonly head: readonly Token[];
}

/** Longer names add tokens, not meaning. */
const MAX_NAME_TOKENS = 6;
const MAX_OPERATION_TOKENS = 8;

const IN_ORDER: readonly number[] = Array.from({ length: MAX_SERVICES }, (_, index) => index);

/** @param references in the order in which they are given out: a permutation of all `MAX_SERVICES`. */
export function createCatalogue(
  entries: readonly CatalogueEntry[],
  references: readonly number[] = IN_ORDER,
): Catalogue {
  const used = entries.slice(0, MAX_SERVICES);
  const head = [mark.doc, ...used.flatMap((entry, index) => describe(entry, references[index] ?? index))];
  return catalogueOf(used, references, head);
}

function catalogueOf(
  entries: readonly CatalogueEntry[],
  references: readonly number[],
  head: readonly Token[],
): Catalogue {
  const byService = new Map(entries.map(({ service }, index) => [service, references[index] ?? index]));
  const byReference = new Map([...byService].map(([service, reference]) => [reference, service]));
  const nextReference = references[entries.length];
  const catalogue: Catalogue = {
    entries,
    head,
    nextReference,
    referenceOf: (service) => byService.get(service),
    serviceAt: (reference) => byReference.get(reference),
    with: (entry) =>
      nextReference === undefined || byService.has(entry.service)
        ? catalogue
        : catalogueOf([...entries, entry], references, head),
  };
  return catalogue;
}

function describe(entry: CatalogueEntry, reference: number): Token[] {
  const words = entry.named ? spellService(entry.service) : [];
  return [serviceToken(reference), typeToken[entry.type], ...words];
}

export function spellService(name: string): Token[] {
  return spellName(name, MAX_NAME_TOKENS);
}

export function spellOperation(operation: string | undefined): Token[] {
  return operation === undefined ? [] : spellName(operation, MAX_OPERATION_TOKENS);
}

function spellName(name: string, limit: number): Token[] {
  return wordsOf(name)
    .filter((word) => !isSerialNumber(word))
    .flatMap(spellWord)
    .slice(0, limit);
}

/** Serial numbers (`MS_48488`) tell nothing and would be learned by heart; a version or a status does tell. */
const isSerialNumber = (word: string): boolean => /^\d{4,}$/u.test(word);
