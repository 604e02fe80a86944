import { createRandom } from '../../core/random.ts';
import { latencyRulesOf } from '../../core/schedule/latency.ts';
import type { Call, Spec, Statement } from '../../core/spec/spec.ts';
import type { CallNode } from '../call-node.ts';
import { drawLayer } from '../draw.ts';
import { sampleDuration } from '../sample-value.ts';
import { bodyOf, callersOf, type Place } from './place.ts';

/** The layer that a place belongs to: its callers, and the calls that stand before it. */
export interface LayerAt {
  readonly path: readonly CallNode[];
  readonly before: readonly CallNode[];
  /** Calls here start together. */
  readonly together: boolean;
}

/** Reads the layer around `place`; what is random in the text is settled the same way each time. */
export function layerAt(spec: Spec, place: Place): LayerAt {
  const callers = callersOf(place);
  const caller = callers.at(-1);
  const body = caller ? caller.body : place.trace.body;
  const inner = place.path.slice(caller ? place.path.lastIndexOf(caller) + 1 : 0);
  const options = { random: createRandom('as written'), latency: latencyRulesOf(spec) };
  return {
    path: callerNodes(place),
    before: drawLayer(truncated(body, inner, place), options),
    together: place.path.at(-1)?.kind === 'par',
  };
}

/** The calls around a place as a prompt names them, entry call first. */
export function callerNodes(place: Place): CallNode[] {
  return callersOf(place).flatMap(callerNode);
}

/** Statements of a body up to the place, which lies in the body of the last of `inner`. */
function truncated(body: readonly Statement[], inner: readonly Statement[], place: Place): Statement[] {
  const [next, ...deeper] = inner;
  if (!next) return body.slice(0, place.index);
  const before = body.slice(0, body.indexOf(next));
  const certain = next.kind === 'alternative' ? { ...next, probability: 1 } : next;
  return [...before, { ...certain, body: truncated(bodyOf(next), deeper, place) } as Statement];
}

/** A caller as the prompt names it; one whose name is still open cannot be named. */
function callerNode(call: Call): CallNode[] {
  if (typeof call.type !== 'string' || 'kind' in call.callee) return [];
  const operation = call.operation && !('kind' in call.operation) ? call.operation.value : undefined;
  const written = call.modifiers.duration ?? call.modifiers.within;
  const duration = written && sampleDuration(written, createRandom('as written'));
  return [
    {
      type: call.type,
      service: call.callee.value,
      ...(operation === undefined ? {} : { operation }),
      repeat: 1,
      ...(duration === undefined ? {} : { duration }),
      overlaps: false,
      children: [],
    },
  ];
}
