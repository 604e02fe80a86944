import { REQUEST_TYPES } from '../../core/spec/spec.ts';
import { callsOf } from '../call-node.ts';
import { remembering } from '../remembering.ts';
import type { Library, LibrarySystem } from './library.ts';
import { rootsOf } from './roots.ts';
import { synonymsOf } from './synonyms.ts';

/** What services of a name mostly do, as shares of those that the library knows, from 0 to 1. */
export interface UsualRoles {
  /**
   * Of those that are asked, who ask others then: 29 of a hundred whatever their names, nobody who keeps stock, nine in ten of those who
   * take orders. What says most is the last word of a name.
   */
  shareThatAsks(service: string): number;
  /** Who work on messages, rather than being asked: all that end in `worker`, and nobody that keeps stock. */
  shareThatWorks(service: string): number;
}

/** As if so many services of each name had been seen that do what any does. */
const PRIOR = 2;

/** Services that are named alike. */
interface Seen {
  asked: number;
  asking: number;
  working: number;
}

const ROLES = new WeakMap<Library, UsualRoles>();

export function usualRoles(library: Library): UsualRoles {
  const known = ROLES.get(library) ?? rolesIn(library);
  ROLES.set(library, known);
  return known;
}

function rolesIn({ systems }: Library): UsualRoles {
  const byRoot = new Map<string, Seen>();
  const total: Seen = { asked: 0, asking: 0, working: 0 };
  for (const system of systems)
    for (const [service, does] of servicesOf(system))
      for (const seen of [total, ...[...rootsOf(service)].map((root) => seenAt(byRoot, root))]) {
        if (does.isAsked) seen.asked++;
        if (does.isAsked && does.asks) seen.asking++;
        if (does.works) seen.working++;
      }
  const usual = total.asking / Math.max(1, total.asked);
  const named = (root: string) => [root, ...synonymsOf(root)].flatMap((one) => byRoot.get(one) ?? []);
  const shareAsking = ({ asked, asking }: Seen) => (asking + PRIOR * usual) / (asked + PRIOR);
  const works = (root: string) => {
    const { asked, working } = byRoot.get(root) ?? NOBODY;
    return (working + 0.5) / (asked + working + PRIOR);
  };
  return {
    shareThatAsks: remembering((service) => {
      const root = [...rootsOf(service)].at(-1);
      return shareAsking(sumOf(root === undefined ? [] : named(root)));
    }),
    shareThatWorks: remembering((service) => Math.max(0, ...[...rootsOf(service)].map(works))),
  };
}

const NOBODY: Readonly<Seen> = { asked: 0, asking: 0, working: 0 };

const sumOf = (all: readonly Seen[]): Seen =>
  all.reduce(
    (sum, seen) => ({
      asked: sum.asked + seen.asked,
      asking: sum.asking + seen.asking,
      working: sum.working + seen.working,
    }),
    { ...NOBODY },
  );

function seenAt(all: Map<string, Seen>, root: string): Seen {
  const known = all.get(root) ?? { ...NOBODY };
  all.set(root, known);
  return known;
}

interface Does {
  isAsked: boolean;
  asks: boolean;
  works: boolean;
}

/** What the services of a system do in it. Who begins a trace is not asked by any of them. */
function servicesOf({ traces }: LibrarySystem): ReadonlyMap<string, Does> {
  const all = new Map<string, Does>();
  for (const { type, service, children } of traces.flatMap(({ roots }) => callsWithin(roots))) {
    const does = all.get(service) ?? { isAsked: false, asks: false, works: false };
    all.set(service, does);
    if (type === 'recv') does.works = true;
    if (!REQUEST_TYPES.has(type)) continue;
    does.isAsked = true;
    does.asks ||= children.some((child) => REQUEST_TYPES.has(child.type));
  }
  return all;
}

const callsWithin = (roots: LibrarySystem['traces'][number]['roots']) =>
  callsOf(roots).filter((call) => call.type === 'recv' || !roots.includes(call));
