import { defined } from './defined.ts';
import { NOWHERE } from './make-value.ts';
import type {
  Attribute,
  Call,
  CallType,
  Dropped,
  Item,
  Link,
  Modifiers,
  Par,
  Spec,
  Statement,
  Text,
  TraceItem,
} from './spec.ts';
import type { Hole, Soft } from './value.ts';

/** Parts of a spec that stand in no text, for importers and the generator; `core/print` writes them. */
export function makeText(value: string): Text {
  return { value, range: NOWHERE };
}

export function makeSpec(items: readonly Item[]): Spec {
  return { items, trailing: [] };
}

export interface CallParts extends Modifiers {
  readonly type: CallType | Hole;
  readonly callee: string | Hole | Soft;
  readonly operation?: string | Hole | Soft | undefined;
  readonly async?: boolean;
  readonly body?: readonly Statement[];
}

/** A call; a modifier is given under its own name (`duration`, `status`, `at`). */
export function makeCall({ type, callee, operation, async, body, ...modifiers }: CallParts): Call {
  return defined({
    kind: 'call' as const,
    range: NOWHERE,
    async: async ?? false,
    type,
    typeRange: NOWHERE,
    callee: textOrOpen(callee),
    operation: operation === undefined ? undefined : textOrOpen(operation),
    modifiers,
    bodyRange: bodyRange(body),
    body: body ?? [],
  });
}

function textOrOpen(name: string | Hole | Soft): Text | Hole | Soft {
  return typeof name === 'string' ? makeText(name) : name;
}

/** An empty body is written only where the statement has to have one. */
function bodyRange(body: readonly unknown[] | undefined): typeof NOWHERE | undefined {
  return body === undefined || body.length === 0 ? undefined : NOWHERE;
}

export interface TraceParts {
  readonly name?: string | undefined;
  readonly exact?: boolean;
  readonly body: readonly Statement[];
}

export function makeTrace({ name, exact, body }: TraceParts): TraceItem {
  return defined({
    kind: 'trace' as const,
    range: NOWHERE,
    name: name === undefined ? undefined : makeText(name),
    exact: exact ?? false,
    bodyRange: NOWHERE,
    body,
  });
}

export function makePar(body: readonly Statement[], limit?: number): Par {
  return defined({ kind: 'par' as const, range: NOWHERE, limit, bodyRange: NOWHERE, body });
}

export interface LinkParts {
  /** A label, or `TRACE/SPAN` where `byId`. */
  readonly target: string;
  readonly byId: boolean;
  readonly flags?: Modifiers['flags'] | undefined;
  readonly state?: string | undefined;
  readonly attributes?: readonly Attribute[];
  readonly dropped?: readonly Dropped[];
}

export function makeLink({ target, byId, flags, state, attributes, dropped }: LinkParts): Link {
  return defined({
    kind: 'link' as const,
    range: NOWHERE,
    target: makeText(target),
    byId,
    flags,
    state: state === undefined ? undefined : makeText(state),
    bodyRange: bodyRange(attributes),
    attributes: attributes ?? [],
    dropped: dropped ?? [],
  });
}
