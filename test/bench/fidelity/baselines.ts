import { pick, type Random } from '../../../server/src/core/random.ts';
import { type CallNode, layersOf } from '../../../server/src/generate/call-node.ts';

/** One of the traces that are known, again. */
export function replay(known: readonly (readonly CallNode[])[], random: Random): readonly CallNode[] {
  return pick(random, known);
}

/** Deeper draws are loops of a service that calls itself. */
const MAX_DEPTH = 8;

/** Draws whole layers: for each caller one of those that it was seen to make, and so on below (the core of DGG). */
export function drawLayers(known: readonly (readonly CallNode[])[], random: Random): readonly CallNode[] {
  const seen = new Map<string, (readonly CallNode[])[]>();
  for (const roots of known) {
    for (const { path, calls } of layersOf(roots)) {
      remember(seen, callerOf(path), calls);
      for (const call of calls) if (call.children.length === 0) remember(seen, call.service, []);
    }
  }
  const draw = (caller: string, depth: number): CallNode[] =>
    pick(random, seen.get(caller) ?? [[]]).map((call) => ({
      ...call,
      children: depth < MAX_DEPTH ? draw(call.service, depth + 1) : [],
    }));
  return draw('', 1);
}

const callerOf = (path: readonly CallNode[]): string => path.at(-1)?.service ?? '';

function remember(
  seen: Map<string, (readonly CallNode[])[]>,
  caller: string,
  calls: readonly CallNode[],
): void {
  const layers = seen.get(caller);
  if (layers) layers.push(calls);
  else seen.set(caller, [calls]);
}
