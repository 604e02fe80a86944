import { httpOperation } from './http.ts';
import type { Naming } from './lines.ts';
import { messageOperation, messagingSystemOf, sendsMessage } from './messages.ts';
import { peerOf } from './peers.ts';
import { SIDE_SUFFIX } from './roles.ts';
import { protocolOf, rpcOperation } from './rpc.ts';
import { type RecordedSpan, textAttribute } from './span.ts';
import { storeOf, storeOperation } from './stores.ts';
import { tidy } from './tidy.ts';

/** A request that `server` answered, as seen by it and, where it was recorded, by its caller. */
export function nameRequest(server: RecordedSpan, client?: RecordedSpan): Naming {
  const type = protocolOf(server) ?? (client === undefined ? undefined : protocolOf(client)) ?? 'rpc';
  return named(type, server.resource.service, requestOperation(server, type));
}

/** A call of which only the caller's side was recorded. */
export function nameClient(span: RecordedSpan): Naming {
  const store = storeOf(span);
  if (store !== undefined) return named(store.type, store.name, storeOperation(span) ?? withoutSide(span));
  const system = messagingSystemOf(span);
  if (system !== undefined)
    return named(sendsMessage(span) ? 'send' : 'call', system, messageOperation(span));
  const type = protocolOf(span) ?? 'rpc';
  return named(type, peerOf(span), requestOperation(span, type));
}

export function nameSend(span: RecordedSpan): Naming {
  return named('send', messagingSystemOf(span) ?? peerOf(span) ?? 'queue', messageOperation(span));
}

export function nameReceive(span: RecordedSpan): Naming {
  return named('recv', span.resource.service, messageOperation(span));
}

/** Work inside a service. */
export function nameInternal(span: RecordedSpan): Naming {
  return named('in', span.resource.service, withoutSide(span));
}

/** A service that is seen only by what it did: it was called, but the span of that is missing. */
export function nameCalled(span: RecordedSpan): Naming {
  return named('call', span.resource.service, withoutSide(span));
}

/** Whether a client's or producer's span says anything of what it called, besides that it called. */
export function namesCall(span: RecordedSpan): boolean {
  const hasCallee = messagingSystemOf(span) ?? peerOf(span) ?? protocolOf(span);
  return hasCallee !== undefined || storeOf(span) !== undefined;
}

function requestOperation(span: RecordedSpan, type: 'http' | 'rpc'): string {
  if (type === 'http') return httpOperation(span);
  const isNamed = textAttribute(span.attributes, 'rpc.method') !== undefined;
  return isNamed ? rpcOperation(span) : rpcOperation({ ...span, name: withoutSide(span) });
}

/** Where the name had to stand in for the kind, it has done so. */
function withoutSide({ kind, name }: RecordedSpan): string {
  return kind === 'unspecified' ? name.replace(SIDE_SUFFIX, '') : name;
}

function named(type: Naming['type'], callee: string | undefined, operation: string): Naming {
  return { type, callee: callee === undefined ? undefined : tidy(callee), operation: tidy(operation) };
}
