import type { Entry } from '../spec/kinds.ts';
import type {
  Call,
  Link,
  Scope,
  ServiceItem,
  Span,
  SpanEvent,
  SubtreeHole,
  Throw,
  TraceItem,
} from '../spec/spec.ts';
import { nameOrQuoted, quote } from '../text/names.ts';
import { printClause } from './print-clause.ts';
import { printBroken, printFlags, printModifiers, printState } from './print-modifiers.ts';
import { printName, printNameOrOpen, printOperation, printPattern, printTraceName } from './print-names.ts';
import * as scenario from './print-scenario.ts';

/** What an entry says up to its block, on one line save for values that were written on several. */
export function printHead(entry: Entry): string {
  switch (entry.kind) {
    case 'call':
      return printCallHead(entry);
    case 'span':
      return printSpanHead(entry);
    case 'attribute':
      return `${printName(entry.key)} = ${entry.value.text}`.trimEnd();
    case 'event':
    case 'throw':
    case 'link':
      return printRecordHead(entry);
    case 'service':
    case 'trace':
    case 'scope':
    case 'scenario':
    case 'fault':
      return printNamedHead(entry);
    case 'alternative':
      return `${entry.probabilityText}:`;
    default:
      return printPlainHead(entry);
  }
}

type NamedKind = 'service' | 'trace' | 'scope' | 'scenario' | 'fault';
type RecordKind = 'event' | 'throw' | 'link';
type OtherKind = 'call' | 'span' | 'attribute' | 'alternative';
type Plain = Exclude<Entry, { readonly kind: NamedKind | RecordKind | OtherKind }>;

function printPlainHead(entry: Plain): string {
  switch (entry.kind) {
    case 'unreadable':
      return entry.text;
    case 'par':
      return entry.limit === undefined ? 'par' : `par ${entry.limit}`;
    case 'repeat':
      return `repeat ${entry.count.text}`;
    case 'choose':
    case 'require':
    case 'latency':
      return entry.kind;
    case 'on-error':
      return 'on error';
    case 'subtree-hole':
      return printSubtreeHole(entry);
    case 'dropped':
      return `dropped ${entry.what} ${entry.count}`;
    case 'broken':
      return printBroken(entry);
    case 'trace-id':
      return `id ${entry.value.value}`;
    case 'trace-start':
      return `start ${entry.value.text}`;
    case 'schema':
      return `schema ${quote(entry.url.value)}`;
    case 'latency-rule':
      return `${printPattern(entry.pattern)} ${entry.value.text}`;
    case 'mix':
      return scenario.printMix(entry);
    case 'period':
      return scenario.printPeriod(entry);
    case 'arrivals':
      return scenario.printArrivals(entry);
    case 'fault-rule':
      return scenario.printFaultRule(entry);
    case 'fill':
      return scenario.printFill(entry);
    case 'export':
      return scenario.printExport(entry);
    case 'send':
      return scenario.printSend(entry);
    default:
      return printClause(entry);
  }
}

function printNamedHead(entry: Extract<Entry, { readonly kind: NamedKind }>): string {
  switch (entry.kind) {
    case 'service':
      return printServiceHead(entry);
    case 'trace':
      return printTraceHead(entry);
    case 'scope':
      return printScopeHead(entry);
    case 'scenario':
      return scenario.printScenarioHead(entry);
    case 'fault':
      return scenario.printFaultHead(entry);
  }
}

function printCallHead({ async, type, callee, operation, modifiers }: Call): string {
  const words = async ? ['async'] : [];
  words.push(typeof type === 'string' ? type : type.text, printNameOrOpen(callee));
  if (operation !== undefined) words.push(printOperation(operation));
  words.push(...printModifiers(modifiers, operation === undefined));
  return words.join(' ');
}

function printSpanHead({ spanKind, service, name, modifiers }: Span): string {
  return ['span', spanKind, printName(service), printName(name), ...printModifiers(modifiers, false)].join(
    ' ',
  );
}

function printServiceHead({ name, alias, instances }: ServiceItem): string {
  const words = ['service', printName(name)];
  if (alias !== undefined) words.push('as', alias.value);
  if (instances !== undefined) words.push(`x${instances}`);
  return words.join(' ');
}

function printTraceHead({ name, exact, within }: TraceItem): string {
  const words = ['trace'];
  if (name !== undefined) words.push(printTraceName(name));
  if (exact) words.push('exact');
  if (within !== undefined) words.push('within', within.text);
  return words.join(' ');
}

function printScopeHead({ name, version }: Scope): string {
  return version === undefined
    ? `scope ${printName(name)}`
    : `scope ${printName(name)} ${quote(version.value)}`;
}

function printSubtreeHole({ wishes }: SubtreeHole): string {
  return wishes.length === 0 ? '...' : `... ${wishes.map(printClause).join(', ')}`;
}

function printRecordHead(entry: SpanEvent | Throw | Link): string {
  if (entry.kind === 'link') return printLinkHead(entry);
  const words = entry.kind === 'event' ? ['event', printName(entry.name)] : ['throw', printName(entry.type)];
  if (entry.kind === 'throw' && entry.message !== undefined) words.push(quote(entry.message.value));
  if (entry.at !== undefined) words.push(`@${entry.at.text}`);
  return words.join(' ');
}

const SPAN_REFERENCE = /^[0-9a-fA-F]{32}\/[0-9a-fA-F]{16}$/;

function printLinkHead({ target, byId, flags, state }: Link): string {
  const name = byId ? target.value : nameOrQuoted(target.value, (word) => SPAN_REFERENCE.test(word));
  const words = ['link', name];
  if (flags !== undefined) words.push(printFlags(flags));
  if (state !== undefined) words.push(printState(state.value));
  return words.join(' ');
}
