import { countText } from '../../core/constraints/describe.ts';
import { flattenTrace, isCallOrSpan, TRACE } from '../../core/schedule/flat-trace.ts';
import { calleeOf } from '../../core/schedule/pattern.ts';
import type { ServiceItem, Spec } from '../../core/spec/spec.ts';
import type { ServiceSymbol, Symbols } from '../../core/symbols/symbols.ts';
import { symbolsOf } from '../../core/symbols/symbols-of.ts';
import { code, listed, paragraphs } from './markdown.ts';

const MAX_LISTED = 8;

/** What is known of a service, in markdown: kind, callers, operations, attributes. */
export function explainService(spec: Spec, written: string): string | undefined {
  const symbols = symbolsOf(spec);
  const name = symbols.aliases.get(written) ?? written;
  const service = symbols.services.get(name);
  if (service === undefined) return undefined;
  const alias = name === written ? '' : `, here as ${code(written)}`;
  return paragraphs(
    `**${code(name)}** ${service.kind}${alias}`,
    callsText(spec, symbols, service),
    operationsText(service),
    attributesText(service.declarations),
  );
}

function callsText(spec: Spec, symbols: Symbols, service: ServiceSymbol): string {
  const callers = callersOf(spec, symbols, service.name);
  const total = [...callers.values()].reduce((sum, count) => sum + count, 0);
  if (total === 0) return 'Not called in this file.';
  const types = service.callTypes.length === 0 ? '' : ` (${service.callTypes.join(', ')})`;
  const by = [...callers].sort(([, a], [, b]) => b - a).map(([caller, count]) => `${caller} ${count}×`);
  return `Called in ${countText(total, 'line')}${types} by ${listed(by, MAX_LISTED)}.`;
}

/** How many lines call the service, by caller as it is shown. */
function callersOf(spec: Spec, symbols: Symbols, name: string): ReadonlyMap<string, number> {
  const callers = new Map<string, number>();
  for (const item of spec.items) {
    if (item.kind !== 'trace' || item.muted === true) continue;
    const { steps, caller } = flattenTrace(item);
    for (const [index, step] of steps.entries()) {
      if (!isCallOrSpan(step) || canonical(symbols, calleeOf(step)) !== name) continue;
      const above = caller[index] ?? TRACE;
      const by = callerText(symbols, above === TRACE ? undefined : steps[above]);
      callers.set(by, (callers.get(by) ?? 0) + 1);
    }
  }
  return callers;
}

function callerText(symbols: Symbols, step: Parameters<typeof isCallOrSpan>[0] | undefined): string {
  if (step === undefined || !isCallOrSpan(step)) return 'the user';
  const caller = canonical(symbols, calleeOf(step));
  return caller === undefined ? 'an open callee' : code(caller);
}

function canonical(symbols: Symbols, written: string | undefined): string | undefined {
  return written === undefined ? undefined : (symbols.aliases.get(written) ?? written);
}

function operationsText({ operations }: ServiceSymbol): string | undefined {
  if (operations.length === 0) return undefined;
  return `Operations: ${listed(operations.map(code), MAX_LISTED)}`;
}

function attributesText(declarations: readonly ServiceItem[]): string | undefined {
  const attributes = declarations.flatMap(({ body }) =>
    body.flatMap((statement) =>
      statement.kind === 'attribute' && statement.muted !== true
        ? [code(`${statement.key.value} = ${statement.value.text}`)]
        : [],
    ),
  );
  if (attributes.length === 0) return undefined;
  const shown = attributes.slice(0, MAX_LISTED).map((attribute) => `- ${attribute}`);
  const rest = attributes.length - shown.length;
  return [...shown, ...(rest > 0 ? [`- and ${rest} more`] : [])].join('\n');
}
