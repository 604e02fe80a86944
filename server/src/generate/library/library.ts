import { createRandom } from '../../core/random.ts';
import { latencyRulesOf } from '../../core/schedule/latency.ts';
import type { Spec } from '../../core/spec/spec.ts';
import type { CallNode } from '../call-node.ts';
import { drawLayer } from '../draw.ts';

/** A system of the library: what a file that has no services of its own yet is inspired by. */
export interface LibrarySystem<Call = CallNode> {
  readonly name: string;
  /** What its domain is, as the first line of its text says. */
  readonly about: string;
  /** Concrete traces, several draws of each that the system's text describes. */
  readonly traces: readonly { readonly name: string; readonly roots: readonly Call[] }[];
}

export interface Library<Call = CallNode> {
  readonly systems: readonly LibrarySystem<Call>[];
}

/** Draws of each trace: enough to show what varies. */
const DRAWS = 2;

/** Compiles systems written in the trace language: the same texts give the same draws. */
export function compileLibrary(systems: readonly { readonly name: string; readonly spec: Spec }[]): Library {
  return { systems: systems.map(compileSystem) };
}

function compileSystem({ name, spec }: { readonly name: string; readonly spec: Spec }): LibrarySystem {
  return { name, about: domainOf(spec), traces: drawTraces(name, spec) };
}

/** The first sentence of the comment that a system opens with; what follows it says how things are named. */
function domainOf({ items }: Spec): string {
  const line = items[0]?.leading?.[0] ?? '';
  return /^#\s*(.*?)(?:\. |\.?$)/u.exec(line)?.[1] ?? '';
}

function drawTraces(system: string, spec: Spec): LibrarySystem['traces'] {
  const latency = latencyRulesOf(spec);
  return spec.items.flatMap((item) => {
    if (item.kind !== 'trace' || item.muted) return [];
    const name = item.name?.value ?? '';
    return Array.from({ length: DRAWS }, (_, draw) => ({
      name,
      roots: drawLayer(item.body, { random: createRandom(`${system}/${name}/${draw}`), latency }).map(
        roundTimes,
      ),
    }));
  });
}

/** Three digits are enough for a suggestion and halve the file. */
function roundTimes(call: CallNode): CallNode {
  const duration = call.duration === undefined ? {} : { duration: Number(call.duration.toPrecision(3)) };
  return { ...call, ...duration, children: call.children.map(roundTimes) };
}
