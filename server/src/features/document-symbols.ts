import type { Call, Item, ServiceItem, Span, Statement, TraceItem } from '../core/spec/spec.ts';
import type { TextRange } from '../core/text/range.ts';
import type { TraceFile } from './trace-file.ts';

export type SymbolKind = 'service' | 'trace' | 'scenario' | 'latency' | 'call' | 'span' | 'group' | 'hole';

/** An entry of the outline. */
export interface OutlineSymbol {
  readonly name: string;
  /** Shown dimly behind the name. */
  readonly detail: string;
  readonly kind: SymbolKind;
  readonly range: TextRange;
  /** What is selected when the entry is chosen; lies inside `range`. */
  readonly selection: TextRange;
  readonly children: readonly OutlineSymbol[];
}

/** Levels shown; deeper calls are left out, since editors walk the outline recursively. */
const MAX_DEPTH = 200;

/** The outline of a file: services, traces with their calls, scenarios. */
export function documentSymbols(file: TraceFile): readonly OutlineSymbol[] {
  return file.spec.items.flatMap(itemSymbol);
}

function itemSymbol(item: Item): readonly OutlineSymbol[] {
  if (item.muted) return [];
  switch (item.kind) {
    case 'service':
      return [serviceSymbol(item)];
    case 'trace':
      return [traceSymbol(item)];
    case 'scenario':
      return [symbol('scenario', item.name.value, '', item.range, item.name.range)];
    case 'latency':
      return [symbol('latency', 'latency', rules(item.rules.length), item.range, item.range)];
    case 'unreadable':
      return [];
  }
}

function serviceSymbol(item: ServiceItem): OutlineSymbol {
  const alias = item.alias === undefined ? '' : `as ${item.alias.value}`;
  return symbol('service', item.name.value, alias, item.range, item.name.range);
}

function traceSymbol(item: TraceItem): OutlineSymbol {
  const selection = item.name?.range ?? item.range;
  const detail = item.exact ? 'exact' : '';
  return symbol('trace', item.name?.value ?? 'trace', detail, item.range, selection, children(item.body, 1));
}

function children(body: readonly Statement[], depth: number): readonly OutlineSymbol[] {
  return depth >= MAX_DEPTH ? [] : body.flatMap((statement) => statementSymbol(statement, depth));
}

function statementSymbol(statement: Statement, depth: number): readonly OutlineSymbol[] {
  if (statement.muted) return [];
  switch (statement.kind) {
    case 'call':
      return [callSymbol(statement, depth)];
    case 'span':
      return [spanSymbol(statement, depth)];
    case 'par':
    case 'repeat':
    case 'choose':
    case 'alternative':
    case 'on-error':
      return [
        symbol(
          'group',
          groupName(statement),
          '',
          statement.range,
          statement.range,
          children(statement.body, depth + 1),
        ),
      ];
    case 'subtree-hole':
      return [symbol('hole', '...', '', statement.range, statement.range)];
    default:
      return [];
  }
}

function callSymbol(call: Call, depth: number): OutlineSymbol {
  const callee = textOrHole(call.callee);
  const operation = call.operation === undefined ? '' : ` ${textOrHole(call.operation)}`;
  const type = typeof call.type === 'string' ? call.type : '?';
  const kind = typeof call.callee === 'object' && 'kind' in call.callee ? 'hole' : 'call';
  return symbol(
    kind,
    callee + operation,
    type,
    call.range,
    call.callee.range,
    children(call.body, depth + 1),
  );
}

function spanSymbol(span: Span, depth: number): OutlineSymbol {
  const name = `${span.service.value} ${span.name.value}`;
  return symbol('span', name, span.spanKind, span.range, span.name.range, children(span.body, depth + 1));
}

/** What a hole or soft value shows in place of a name. */
function textOrHole(text: Call['callee']): string {
  if (!('kind' in text)) return text.value;
  return text.text;
}

function groupName(group: Statement): string {
  switch (group.kind) {
    case 'par':
      return group.limit === undefined ? 'par' : `par ${group.limit}`;
    case 'repeat':
      return `repeat ${group.count.text}`;
    case 'alternative':
      return group.probabilityText;
    case 'on-error':
      return 'on error';
    default:
      return group.kind;
  }
}

function rules(count: number): string {
  return count === 1 ? '1 rule' : `${count} rules`;
}

function symbol(
  kind: SymbolKind,
  name: string,
  detail: string,
  range: TextRange,
  selection: TextRange,
  inner: readonly OutlineSymbol[] = [],
): OutlineSymbol {
  // Editors refuse an entry without a name.
  return { kind, name: name === '' ? '(no name)' : name, detail, range, selection, children: inner };
}
