import type { CallNode } from '../call-node.ts';
import { type PlainNames, plainNamesOf } from '../library/plain-names.ts';
import type { Occasion, SuggestedLayer } from './occasion.ts';

/** What is suggested at an occasion in whose names nothing stands that all of them share: the library knows no `acme-`. */
export function suggestedPlainly(
  occasion: Occasion,
  suggest: (plain: Occasion) => readonly SuggestedLayer[],
): readonly SuggestedLayer[] {
  const names = plainNamesOf(namesIn(occasion));
  if (names.prefix === '') return suggest(occasion);
  return suggest(plainly(occasion, names)).map((layer) => ({
    ...layer,
    path: renamed(layer.path, names.whole),
    calls: renamed(layer.calls, names.whole),
  }));
}

const namesIn = ({ ensemble, callers }: Occasion): string[] => [
  ...new Set([...ensemble.services, ...callers].map(({ service }) => service)),
];

function plainly(occasion: Occasion, { plain }: PlainNames): Occasion {
  const { callers, entry, habits, ensemble } = occasion;
  return {
    ...occasion,
    callers: renamed(callers, plain),
    ...(entry === undefined ? {} : { entry: { ...entry, service: plain(entry.service) } }),
    habits: renamed(habits, plain),
    ensemble: {
      ...ensemble,
      services: ensemble.services.map((one) => ({ ...one, service: plain(one.service) })),
    },
  };
}

/** Calls with all below them, by other names. */
function renamed(calls: readonly CallNode[], nameOf: (service: string) => string): CallNode[] {
  return calls.map((call) => ({
    ...call,
    service: nameOf(call.service),
    children: renamed(call.children, nameOf),
  }));
}
