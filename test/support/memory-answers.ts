import { CALL_TYPES } from '../../server/src/core/spec/spec.ts';
import { type CallNode, layersOf } from '../../server/src/generate/call-node.ts';
import { ROOT_CALLER } from '../../server/src/generate/memory/evidence.ts';
import { findHints } from '../../server/src/generate/memory/hints.ts';
import type { Memory } from '../../server/src/generate/memory/memory.ts';
import { node } from './nodes.ts';

/** What a memory answers to all that can be asked about `traces`; orders count. */
export function answers(memory: Memory, traces: readonly (readonly CallNode[])[]) {
  const layers = traces.flatMap((roots) => layersOf(roots));
  const calls = layers.flatMap((layer) => layer.calls);
  const services = [ROOT_CALLER, 'nobody', ...new Set(calls.map(({ service }) => service))];
  return {
    callers: services.map((service) => [
      memory.layersOfCaller(service).map(({ path, calls, weight }) => ({ path, calls, weight })),
      [...memory.callsOf(service)],
    ]),
    callees: services.flatMap((service) =>
      CALL_TYPES.map((type) => [
        [...(memory.callee(service)?.types.keys() ?? [])],
        memory.callee(service)?.types.get(type)?.count,
        memory.callee(service)?.isEntry,
        memory.callee(service)?.isCalled,
        [...memory.operationsOf(type, service)],
        memory.mostInLayer(type, service),
      ]),
    ),
    kinds: calls.map((call) => [memory.durations(call), memory.callsLike(call)]),
    methods: [...memory.methods()],
    roles: [memory.isSeen('isEntry'), memory.isSeen('isCalled')],
    next: layers.map(({ path, calls: [before] }) => {
      const next = memory.predictNext({ path, before: before ? [before] : [] });
      return { ...next, probabilities: [...next.probabilities] };
    }),
    hints: layers.map(({ path, calls: written }) => [
      findHints(memory, { path, before: [] }),
      findHints(memory, { path, before: written.slice(0, 2) }),
      findHints(memory, { path: [...path, node('rpc orders/past Get')], before: [] }),
    ]),
  };
}
