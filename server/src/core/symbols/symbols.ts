import type { CallType, ServiceItem, Text, TraceItem } from '../spec/spec.ts';
import type { TextRange } from '../text/range.ts';

/** What has a name in a file, and where: plain data for rules, completion, definition, references and rename. */
export interface Symbols {
  /** By name, in order of first mention or declaration. */
  readonly services: ReadonlyMap<string, ServiceSymbol>;
  /** Name of the service by alias (`service cart as cart-a`). */
  readonly aliases: ReadonlyMap<string, string>;
  readonly traces: readonly TraceSymbol[];
  /** Where spans are given an id, by id in lower case. */
  readonly spanIds: ReadonlyMap<string, readonly TextRange[]>;
  /** Where traces are given an id, by id in lower case. */
  readonly traceIds: ReadonlyMap<string, readonly TextRange[]>;
}

/** `db` and `cache` call a store, `send` a queue; what is also called otherwise, or calls others, is a service. */
export type ServiceKind = 'service' | 'store' | 'queue';

export interface ServiceSymbol {
  readonly name: string;
  readonly kind: ServiceKind;
  readonly declarations: readonly ServiceItem[];
  readonly mentions: readonly Mention[];
  /** In order of first use. */
  readonly callTypes: readonly CallType[];
  /** In order of first use, without empty ones. */
  readonly operations: readonly string[];
}

/** A place that names a service; `text` is the name or one of its aliases, without quotes. */
export interface Mention {
  readonly range: TextRange;
  readonly text: string;
  /** A call or span that happens, or a pattern in a rule, wish or fault. */
  readonly in: 'call' | 'span' | 'pattern';
}

export interface TraceSymbol {
  readonly item: TraceItem;
  readonly name: string;
  /** Of the name; absent on a trace without one. */
  readonly nameRange?: TextRange;
  /** Where scenarios mix it in. */
  readonly uses: readonly TextRange[];
  readonly labels: ReadonlyMap<string, LabelSymbol>;
}

/** A name given by `as` within one trace. */
export interface LabelSymbol {
  readonly name: string;
  readonly definitions: readonly Text[];
  /** `link NAME` and `parent NAME`. */
  readonly uses: readonly Text[];
}
