import type { CallType, Item, ScenarioItem, ServiceItem, Spec, Text, TraceItem } from '../spec/spec.ts';
import type { TextRange } from '../text/range.ts';
import { patternsIn } from './patterns-in.ts';
import { type ServiceUse, serviceUsesIn, usesInPattern } from './service-uses.ts';
import type { LabelSymbol, Mention, ServiceKind, ServiceSymbol, Symbols, TraceSymbol } from './symbols.ts';
import { namesIn } from './trace-names.ts';

const known = new WeakMap<Spec, Symbols>();

/** The names of a file; what an unchanged trace contributes is taken over from the version before. */
export function symbolsOf(spec: Spec): Symbols {
  const found = known.get(spec);
  if (found !== undefined) return found;
  const symbols = merge(spec.items.filter((item) => item.muted !== true));
  known.set(spec, symbols);
  return symbols;
}

/** Names of services by alias; of an alias given twice the first counts. */
export function aliasesOf(spec: Spec): ReadonlyMap<string, string> {
  const aliases = new Map<string, string>();
  for (const item of spec.items) {
    if (item.kind !== 'service' || item.muted === true || item.alias === undefined) continue;
    if (!aliases.has(item.alias.value)) aliases.set(item.alias.value, item.name.value);
  }
  return aliases;
}

/** A service while its mentions are gathered. */
interface Gathered {
  readonly declarations: ServiceItem[];
  readonly mentions: Mention[];
  readonly callTypes: Set<CallType>;
  readonly operations: Set<string>;
  calls: boolean;
}

function merge(items: readonly Item[]): Symbols {
  const traces = items.filter((item) => item.kind === 'trace');
  const scenarios = items.filter((item) => item.kind === 'scenario');
  const aliases = aliasesOf({ items, trailing: [] });
  const parts = traces.map(namesIn);
  return {
    services: servicesIn(items, aliases),
    aliases,
    traces: traces.map((trace) => traceSymbol(trace, scenarios)),
    spanIds: rangesById(parts.flatMap((part) => part.spanIds.map((id) => id.what))),
    traceIds: rangesById(parts.flatMap((part) => part.traceIds)),
  };
}

function servicesIn(items: readonly Item[], aliases: Symbols['aliases']): Map<string, ServiceSymbol> {
  const services = new Map<string, Gathered>();
  const at = (name: string): Gathered => {
    const service = services.get(name) ?? {
      declarations: [],
      mentions: [],
      callTypes: new Set(),
      operations: new Set(),
      calls: false,
    };
    services.set(name, service);
    return service;
  };
  for (const item of items) {
    if (item.kind === 'service') at(item.name.value).declarations.push(item);
    else for (const use of usesIn(item)) note(use, at(aliases.get(use.service) ?? use.service));
  }
  return new Map([...services].map(([name, service]) => [name, serviceSymbol(name, service)]));
}

function usesIn(item: Item): readonly ServiceUse[] {
  switch (item.kind) {
    case 'trace':
      return serviceUsesIn(item);
    case 'latency':
      return item.rules.flatMap((rule) => (rule.muted === true ? [] : usesInPattern(rule.pattern)));
    case 'scenario':
      return usesInScenario(item);
    default:
      return [];
  }
}

function usesInScenario(scenario: ScenarioItem): ServiceUse[] {
  return scenario.body.flatMap((statement) => {
    if (statement.muted === true) return [];
    if (statement.kind === 'fault') return statement.rules.flatMap((rule) => usesInPattern(rule.pattern));
    if (statement.kind === 'latency') return statement.rules.flatMap((rule) => usesInPattern(rule.pattern));
    return statement.kind === 'require' ? patternsIn(statement.clauses).flatMap(usesInPattern) : [];
  });
}

function note(use: ServiceUse, service: Gathered): void {
  service.mentions.push(use.mention);
  if (use.type !== undefined) service.callTypes.add(use.type);
  if (use.operation) service.operations.add(use.operation);
  service.calls ||= use.calls;
}

function serviceSymbol(name: string, service: Gathered): ServiceSymbol {
  return {
    name,
    kind: kindOf(service),
    declarations: service.declarations,
    mentions: service.mentions,
    callTypes: [...service.callTypes],
    operations: [...service.operations],
  };
}

function kindOf({ calls, callTypes }: Gathered): ServiceKind {
  if (calls || callTypes.size === 0) return 'service';
  const types = [...callTypes];
  if (types.every((type) => type === 'db' || type === 'cache')) return 'store';
  return types.every((type) => type === 'send') ? 'queue' : 'service';
}

function traceSymbol(trace: TraceItem, scenarios: readonly ScenarioItem[]): TraceSymbol {
  const name = trace.name?.value ?? '';
  return {
    item: trace,
    name,
    ...(trace.name && { nameRange: trace.name.range }),
    uses: trace.name ? scenarios.flatMap((scenario) => mixesOf(scenario, name)) : [],
    labels: labelsIn(trace),
  };
}

function mixesOf(scenario: ScenarioItem, trace: string): TextRange[] {
  return scenario.body.flatMap((statement) => {
    if (statement.kind !== 'mix' || statement.muted === true) return [];
    return statement.arms.filter((arm) => arm.trace.value === trace).map((arm) => arm.trace.range);
  });
}

function labelsIn(trace: TraceItem): ReadonlyMap<string, LabelSymbol> {
  const { labels, labelUses } = namesIn(trace);
  const found = new Map<string, { name: string; definitions: Text[]; uses: Text[] }>();
  const at = (name: string) => {
    const label = found.get(name) ?? { name, definitions: [], uses: [] };
    found.set(name, label);
    return label;
  };
  for (const label of labels) at(label.value).definitions.push(label);
  for (const use of labelUses) at(use.value).uses.push(use);
  return found;
}

function rangesById(ids: readonly Text[]): Map<string, TextRange[]> {
  const ranges = new Map<string, TextRange[]>();
  for (const id of ids) {
    const key = id.value.toLowerCase();
    const list = ranges.get(key);
    if (list === undefined) ranges.set(key, [id.range]);
    else list.push(id.range);
  }
  return ranges;
}
