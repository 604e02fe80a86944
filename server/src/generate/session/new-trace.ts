import type { Spec } from '../../core/spec/spec.ts';
import { nameOrQuoted } from '../../core/text/names.ts';
import type { Snapshot } from '../generator.ts';
import type { Library } from '../library/library.ts';
import { nearestTrace } from '../library/nearest.ts';
import { sharesRoot } from '../library/roots.ts';

/** A trace begun where none stands, and where in it its first call goes. */
export interface NewTrace {
  readonly head: string;
  readonly tail: string;
}

/** What a whole trace at `offset` begins and ends with; undefined where something else stands there or none is left to tell. */
export function newTraceAt({ text, spec }: Snapshot, offset: number, library: Library): NewTrace | undefined {
  const around = text.slice(text.lastIndexOf('\n', offset - 1) + 1).slice(0, MAX_LINE);
  if (!/^[ \t]*(?:\n|$)/.test(around) || !isBetweenItems(spec, offset)) return undefined;
  const name = untoldName(spec, library);
  return name === undefined ? undefined : { head: `trace ${nameOrQuoted(name)} {\n  `, tail: '\n}' };
}

const MAX_LINE = 1_000;

function isBetweenItems(spec: Spec, offset: number): boolean {
  const before = spec.items.findLast((item) => item.range.start < offset);
  return before === undefined || (before.range.end <= offset && before.unclosed !== true);
}

/** The journey of the nearest system that the file does not tell yet: who plays a song need not play a track next. */
function untoldName(spec: Spec, library: Library): string | undefined {
  const told = spec.items.flatMap((item) => (item.kind === 'trace' && item.name ? [item.name.value] : []));
  const services = spec.items.flatMap((item) => (item.kind === 'service' ? [item.name.value] : []));
  const nearest = nearestTrace(library, { title: told.join(' '), callers: [], services });
  if (!nearest) return undefined;
  const names = [nearest.trace.name, ...nearest.system.traces.map(({ name }) => name)];
  const isTold = (name: string) => told.some((other) => name === other || sharesRoot(name, other));
  return names.find((name) => !isTold(name)) ?? names.find((name) => !told.includes(name));
}
