import { type Call, type CallPattern, type Span, STORE_TYPES, type Text } from '../spec/spec.ts';
import type { Hole, Soft } from '../spec/value.ts';

/** `maybe` where an open hole could be filled so that it matches. */
export type Match = 'no' | 'maybe' | 'yes';

/** Names of services by alias (`service cart as cart-a`). */
export type Aliases = ReadonlyMap<string, string>;

export const NO_ALIASES: Aliases = new Map();

/** Whether `step` is one of the calls that `pattern` speaks of. */
export function matches(pattern: CallPattern, step: Call | Span, aliases: Aliases): Match {
  const type = step.kind === 'call' ? matchesType(pattern, step) : matchesSpanKind(pattern, step);
  if (type === 'no') return 'no';
  const callee = matchesName(pattern.callee, calleeOf(step), aliases);
  if (callee === 'no') return 'no';
  return weaker(weaker(type, callee), matchesName(pattern.operation, operationOf(step), NO_ALIASES));
}

/** Whether every call that `specific` speaks of is one that `general` speaks of. */
export function covers(general: CallPattern, specific: CallPattern, aliases: Aliases): boolean {
  return (
    coversType(general.type, specific.type) &&
    coversName(general.callee, specific.callee, aliases) &&
    coversName(general.operation, specific.operation, NO_ALIASES)
  );
}

/** Whether no call can match both. */
export function excludeEachOther(a: CallPattern, b: CallPattern, aliases: Aliases): boolean {
  return (
    typesApart(a.type, b.type) ||
    namesApart(a.callee, b.callee, aliases) ||
    namesApart(a.operation, b.operation, NO_ALIASES)
  );
}

/** The service a call goes to or a span runs in; `undefined` where a hole stands. */
export function calleeOf(step: Call | Span): string | undefined {
  if (step.kind === 'call') return nameIn(step.callee);
  const slash = step.service.value.indexOf('/');
  return slash === -1 ? step.service.value : step.service.value.slice(0, slash);
}

/** The operation of a call or the name of a span; empty where none is written, `undefined` where a hole stands. */
export function operationOf(step: Call | Span): string | undefined {
  if (step.kind === 'span') return step.name.value;
  return step.operation === undefined ? '' : nameIn(step.operation);
}

/** The name that stands in a slot; of a soft hole its last fill. */
export function nameIn(slot: Text | Hole | Soft): string | undefined {
  if (!('kind' in slot)) return slot.value;
  if (slot.kind === 'hole') return undefined;
  return 'value' in slot.value ? String(slot.value.value) : slot.value.text;
}

export function isStore(call: Call): boolean {
  return typeof call.type === 'string' && STORE_TYPES.has(call.type);
}

function weaker(a: Match, b: Match): Match {
  if (a === 'no' || b === 'no') return 'no';
  return a === 'maybe' || b === 'maybe' ? 'maybe' : 'yes';
}

function matchesType(pattern: CallPattern, call: Call): Match {
  if (pattern.type === '*') return 'yes';
  if (typeof call.type !== 'string') return 'maybe';
  if (pattern.type === 'mq') return call.type === 'send' || call.type === 'recv' ? 'yes' : 'no';
  return call.type === pattern.type ? 'yes' : 'no';
}

/** A span's kind tells messages and inner work from calls, but not one kind of call from another. */
function matchesSpanKind(pattern: CallPattern, span: Span): Match {
  switch (pattern.type) {
    case '*':
      return 'yes';
    case 'mq':
      return span.spanKind === 'producer' || span.spanKind === 'consumer' ? 'yes' : 'no';
    case 'send':
      return span.spanKind === 'producer' ? 'yes' : 'no';
    case 'recv':
      return span.spanKind === 'consumer' ? 'yes' : 'no';
    case 'in':
      return span.spanKind === 'internal' ? 'yes' : 'no';
    default:
      return span.spanKind === 'client' || span.spanKind === 'server' ? 'maybe' : 'no';
  }
}

function isAny(name: Text | undefined): boolean {
  return name === undefined || name.value === '*';
}

function matchesName(wanted: Text | undefined, found: string | undefined, aliases: Aliases): Match {
  if (wanted === undefined || wanted.value === '*') return 'yes';
  if (found === undefined) return 'maybe';
  return means(wanted.value, found, aliases) ? 'yes' : 'no';
}

/** A service's name speaks of all its aliases, an alias of itself alone. */
function means(wanted: string, found: string, aliases: Aliases): boolean {
  return wanted === found || wanted === aliases.get(found);
}

function coversType(general: CallPattern['type'], specific: CallPattern['type']): boolean {
  if (general === '*' || general === specific) return true;
  return general === 'mq' && (specific === 'send' || specific === 'recv');
}

function coversName(general: Text | undefined, specific: Text | undefined, aliases: Aliases): boolean {
  if (isAny(general)) return true;
  return !isAny(specific) && means(general?.value ?? '', specific?.value ?? '', aliases);
}

function typesApart(a: CallPattern['type'], b: CallPattern['type']): boolean {
  return !coversType(a, b) && !coversType(b, a);
}

function namesApart(a: Text | undefined, b: Text | undefined, aliases: Aliases): boolean {
  return !coversName(a, b, aliases) && !coversName(b, a, aliases);
}
