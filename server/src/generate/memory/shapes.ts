import type { CallNode, PlacedLayer } from '../call-node.ts';

/** The first of each shape, `most` at most: layers that differ in operations or times only are one to a reader. */
export function distinctShapes<T>(
  entries: readonly T[],
  layerOf: (entry: T) => PlacedLayer,
  most: number,
): T[] {
  const seen = new Set<string>();
  const found: T[] = [];
  for (const entry of entries) {
    if (found.length === most) break;
    const shape = shapeOf(layerOf(entry).calls);
    if (seen.has(shape)) continue;
    seen.add(shape);
    found.push(entry);
  }
  return found;
}

function shapeOf(calls: readonly CallNode[]): string {
  return calls.map((call) => `${call.type} ${call.service} ${call.children.length > 0}`).join('\n');
}
