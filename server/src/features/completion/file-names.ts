import type { Spec } from '../../core/spec/spec.ts';
import { serviceUsesIn } from '../../core/symbols/service-uses.ts';
import type { ServiceSymbol } from '../../core/symbols/symbols.ts';
import { symbolsOf } from '../../core/symbols/symbols-of.ts';

export type NamedService = Pick<ServiceSymbol, 'name' | 'kind' | 'callTypes' | 'operations'>;

/** What of a file is proposed in others. */
export interface FileNames {
  /** By name. */
  readonly services: ReadonlyMap<string, NamedService>;
  /** Name of the service by alias. */
  readonly aliases: ReadonlyMap<string, string>;
  /** Names of traces. */
  readonly traces: readonly string[];
}

export function namesOf(spec: Spec): FileNames {
  const { services, aliases, traces } = symbolsOf(spec);
  return { services, aliases, traces: traces.flatMap(({ name }) => (name === '' ? [] : [name])) };
}

/** The services of a file that is not open, without what would keep the file itself in memory; in steps with pauses between. */
export async function readServiceNames(spec: Spec, pause: () => Promise<void>): Promise<FileNames> {
  for (const item of spec.items) {
    // What takes its time is found here and then kept.
    if (item.kind === 'trace') serviceUsesIn(item);
    await pause();
  }
  const { services, aliases } = symbolsOf(spec);
  const bare = [...services.values()].map(({ name, kind, callTypes, operations }): NamedService => {
    return { name, kind, callTypes, operations };
  });
  return { services: new Map(bare.map((service) => [service.name, service])), aliases, traces: [] };
}
