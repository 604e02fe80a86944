import type { CallNode } from '../call-node.ts';
import type { Event } from '../memory/next-call.ts';
import { contextAt, type Knowledge } from '../scoring/knowledge.ts';
import { calleesByType } from '../scoring/next-event.ts';
import type { MaskedCall } from '../scoring/whole-layer.ts';
import { eventIn } from './predictors.ts';
import type { Site } from './site.ts';

/** A call whose callee is asked for, its type and all other calls of the layer given. */
export interface MaskedCallee {
  readonly masked: MaskedCall;
  readonly knowledge: Knowledge;
  /** The call with each service that may be meant; one that nobody else names is a new one. */
  readonly callees: readonly CallNode[];
  readonly truth: Event;
}

/** @returns undefined where no other service comes into question */
export function maskedCallAt({ workspace, layer }: Site, index: number): MaskedCallee | undefined {
  const call = layer.calls[index];
  if (!call) return undefined;
  const masked = { ...contextAt(layer, index), after: layer.calls.slice(index + 1) };
  const knowledge = workspace.knowledge([...masked.before, ...masked.after]);
  const callees = (calleesByType(knowledge).get(call.type) ?? []).map((service) => ({ ...call, service }));
  if (callees.length < 2) return undefined;
  return { masked, knowledge, callees, truth: eventIn(knowledge, layer.calls, index) };
}
