import type { Conditions } from '../../core/constraints/conditions.ts';
import { CALL_TYPES, type Call, type CallPattern, type CallType } from '../../core/spec/spec.ts';
import type { CatalogueEntry } from '../codec/catalogue.ts';
import type { TypedCall } from '../decoder/typed-call.ts';
import type { Library } from '../library/library.ts';
import { commonNames } from '../library/renaming.ts';
import { typeByName } from './declared-type.ts';

/** Services that the rules at a place ask for: they can be called although nobody has called them yet. */
export function requiredServices({ counts }: Conditions): CatalogueEntry[] {
  return servicesOf(counts.filter(({ min }) => min > 0).map(({ pattern }) => pattern));
}

/** Those that the patterns name. */
export function servicesOf(patterns: readonly CallPattern[]): CatalogueEntry[] {
  return patterns.flatMap((pattern) => {
    const service = pattern.callee?.value;
    if (service === undefined || service === '*') return [];
    const type = CALL_TYPES.find((one) => one === pattern.type);
    return [entryOf(service, type ?? (pattern.type === 'mq' ? 'send' : undefined))];
  });
}

/** A service as it is called by that type, or else as its name says. */
export function entryOf(service: string, type?: CallType): CatalogueEntry {
  return { service, type: type ?? typeByName(service), named: true };
}

/** The callee of a call that stands there can be called, whether anybody else calls it or not. */
export function ownService({ type, callee }: Call): CatalogueEntry[] {
  if ('kind' in callee) return [];
  return [entryOf(callee.value, typeof type === 'string' ? type : undefined)];
}

/** Beginnings that are shorter could become anything. */
const MIN_BEGINNING = 2;

/**
 * Services that a half-typed call may mean where none of `known` begins like that: the one that stands there, once its
 * name is complete, else what services are called in the library.
 */
export function typedServices(
  library: Library,
  typed: TypedCall | undefined,
  known: readonly string[],
): CatalogueEntry[] {
  const type = CALL_TYPES.find((one) => one === typed?.type);
  if (!typed || !type || typed.service.length < MIN_BEGINNING) return [];
  if (typed.serviceDone) return [entryOf(typed.service, type)];
  if (known.some((service) => service.startsWith(typed.service))) return [];
  const likely = commonNames(library, type).find((name) => name.startsWith(typed.service));
  return likely === undefined ? [] : [entryOf(likely, type)];
}
