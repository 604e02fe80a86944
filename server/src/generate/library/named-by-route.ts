import { type CallType, REQUEST_TYPES } from '../../core/spec/spec.ts';
import { wordsOf } from '../codec/words.ts';
import { isFrontDoor } from './front-doors.ts';
import { rootsOf } from './roots.ts';

interface Asked {
  readonly service: string;
  readonly operation?: string | undefined;
}

/** Which of `services` is named by what a front door is asked for: what a route is about stands at its end. */
export function namedByRoute<T extends { readonly service: string; readonly type: CallType }>(
  door: Asked,
  services: readonly T[],
): T | undefined {
  if (door.operation === undefined || !isFrontDoor(door)) return undefined;
  const others = services.filter(({ service, type }) => REQUEST_TYPES.has(type) && service !== door.service);
  for (const word of wordsOf(door.operation).toReversed()) {
    const [root] = rootsOf(word);
    const named = root === undefined ? undefined : others.find(({ service }) => rootsOf(service).has(root));
    if (named) return named;
  }
  return undefined;
}
