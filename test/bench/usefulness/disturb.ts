import { pick, type Random } from '../../../server/src/core/random.ts';
import { type CallNode, callsOf } from '../../../server/src/generate/call-node.ts';
import { elapsed } from '../../../server/src/generate/draw.ts';

/** The work of `service` itself takes `factor` times as long in these calls, and who waits for it waits longer. */
export function slowed(layer: readonly CallNode[], service: string, factor: number): CallNode[] {
  return layer.map((call) => {
    const children = slowed(call.children, service, factor);
    const own = Math.max(0, (call.duration ?? 0) - elapsed(call.children));
    const duration = own * (call.service === service ? factor : 1) + elapsed(children);
    return { ...call, children, duration };
  });
}

/** A trace of which something is not as it should be; the trace itself where it has no place for that. */
export type Disturbance = (roots: readonly CallNode[], random: Random) => readonly CallNode[];

const SLOWER = 5;
const RETRIES = 3;

export const DISTURBANCES = {
  /** A service works five times as long. */
  slow: (roots, random) => {
    const { service } = pick(random, callsOf(roots));
    return slowed(roots, service, SLOWER);
  },
  /** A call below the entry is not made, and nothing of what it makes. */
  missing: (roots, random) => changeOne(roots, random, () => []),
  /** It is made four times instead of once. */
  retried: (roots, random) =>
    changeOne(roots, random, (call) => Array.from({ length: 1 + RETRIES }, () => call)),
  /** Another service of the trace is called in its place. */
  astray: (roots, random) => {
    const others = callsOf(roots).map(({ service }) => service);
    return changeOne(roots, random, (call) => {
      const possible = others.filter((service) => service !== call.service);
      return possible.length === 0 ? [call] : [{ ...call, service: pick(random, possible) }];
    });
  },
} as const satisfies Readonly<Record<string, Disturbance>>;

/** Puts others in the place of one call below the entry. */
function changeOne(
  roots: readonly CallNode[],
  random: Random,
  change: (call: CallNode) => readonly CallNode[],
): readonly CallNode[] {
  const below = roots.flatMap(({ children }) => callsOf(children));
  if (below.length === 0) return roots;
  const chosen = pick(random, below);
  const changed = (layer: readonly CallNode[]): CallNode[] =>
    layer.flatMap((call) =>
      call === chosen ? change(call) : [{ ...call, children: changed(call.children) }],
    );
  return changed(roots);
}
