import { httpMethodOf } from './http.ts';
import { textAttribute } from './span.ts';
import type { Role, SpanNode } from './span-tree.ts';
import { storeOf } from './stores.ts';

/** The role of a span, of which the kinds INTERNAL and UNSPECIFIED say little: many tracers know no other. */
export function roleOf(node: SpanNode): Role {
  node.role ??= findRole(node);
  return node.role;
}

function findRole(node: SpanNode): Role {
  const { kind } = node.span;
  if (kind === 'unspecified') return guessRole(node);
  return kind === 'internal' && isEntered(node) ? roleOfEntry(node) : kind;
}

/** Names such as `get_followers_client` state the side. */
export const SIDE_SUFFIX = /[_\-. :/](client|server)$/i;

function guessRole(node: SpanNode): Role {
  const side = SIDE_SUFFIX.exec(node.span.name)?.[1]?.toLowerCase();
  if (side === 'client' || side === 'server') return side;
  if (isEntered(node)) return roleOfEntry(node);
  const isLeaf = node.children.length === 0;
  if (isLeaf && storeOf(node.span) !== undefined) return 'client';
  const overHttp = httpMethodOf(node.span) !== undefined;
  if (node.parent === undefined) return overHttp || isRpc(node) ? 'server' : 'internal';
  return overHttp && isLeaf ? 'client' : 'internal';
}

/** Its parent ran in another service. */
function isEntered(node: SpanNode): boolean {
  return node.parent !== undefined && node.parent.span.resource.service !== node.span.resource.service;
}

function roleOfEntry(node: SpanNode): Role {
  return node.parent?.span.kind === 'producer' ? 'consumer' : 'server';
}

function isRpc({ span }: SpanNode): boolean {
  return textAttribute(span.attributes, 'rpc.system.name', 'rpc.system', 'rpc.method') !== undefined;
}

/** The callee's side of a call, where the caller's side is `client` and stands for that one call alone. */
export function pairedServer(client: SpanNode): SpanNode | undefined {
  const [only, ...others] = client.children;
  if (only === undefined || others.length > 0 || roleOf(client) !== 'client') return undefined;
  return roleOf(only) === 'server' ? only : undefined;
}
