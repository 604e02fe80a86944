import { conditionsAt } from '../../core/constraints/conditions-at.ts';
import { createRandom, type Random } from '../../core/random.ts';
import { quantityOf } from '../../core/schedule/quantity.ts';
import { USUAL_DURATIONS } from '../../core/schedule/step-times.ts';
import type { Spec, Statement } from '../../core/spec/spec.ts';
import { spellDuration } from '../../core/spec/spell.ts';
import type { Nanoseconds } from '../../core/spec/value.ts';
import { roundedWithin } from '../decoder/decode-times.ts';
import { elapsed } from '../draw.ts';
import { sampleDuration } from '../sample-value.ts';
import type { Filling } from './fill.ts';
import type { PlainHoleSite } from './hole-sites.ts';
import { drawnAsWritten } from './written-traces.ts';

const MS = 1e6;

/** A value that follows from the statement and what stands around it; only its exact size is drawn. */
export function fillPlain(spec: Spec, site: PlainHoleSite, seed: string): Filling {
  const random = createRandom(seed);
  switch (site.slot) {
    case 'after':
      return within(site, Math.min(between(random, MS, 50 * MS), leftAt(spec, site).time / 2));
    case 'timeout':
      return within(site, rounded(lastingOf(site, random) * (3 + random.below(3))));
    case 'backoff':
      return within(site, (1 + random.below(10)) * 20 * MS);
    case 'count':
      return counted(site, Math.min(2 + random.below(4), runsLeft(spec, site)));
    case 'share':
      return { text: `${sharesLeft(site)}%` };
  }
}

/** As near to `time` as the hole's own bounds admit. */
function within(site: PlainHoleSite, time: Nanoseconds): Filling {
  const { min, max } = quantityOf(site.hole, 'duration') ?? { min: 0, max: 0 };
  if (min > max) return { refused: 'No duration is within the bounds of this hole.' };
  return { text: spellDuration(roundedWithin(Math.min(Math.max(time, min), max), min, max)) };
}

function counted(site: PlainHoleSite, count: number): Filling {
  const { min, max } = quantityOf(site.hole, 'count') ?? { min: 0, max: 0 };
  const [least, most] = [Math.ceil(min), Math.floor(max)];
  if (least > most) return { refused: 'No whole number is within the bounds of this hole.' };
  return { text: String(Math.min(Math.max(count, least), most)) };
}

/** How long the call lasts, or how long such a call usually does. */
function lastingOf({ owner }: PlainHoleSite, random: Random): Nanoseconds {
  if (owner.kind !== 'call' || typeof owner.type !== 'string') return USUAL_DURATIONS.rpc;
  const written = owner.modifiers.duration && sampleDuration(owner.modifiers.duration, random);
  return written ?? Math.max(USUAL_DURATIONS[owner.type], elapsed(drawnAsWritten(owner.body)));
}

function leftAt(
  spec: Spec,
  { place }: PlainHoleSite,
): { readonly time: Nanoseconds; readonly calls: number } {
  const { time, calls } = conditionsAt(spec, place.trace, { path: place.path, index: place.index });
  return { time: time.max, calls: calls.max };
}

/** A number of runs that is still open counts for none yet; so many of them fit, and one there must be. */
function runsLeft(spec: Spec, site: PlainHoleSite): number {
  const body: readonly Statement[] = site.owner.body;
  const calls = drawnAsWritten(body);
  const left = leftAt(spec, site);
  const runs = Math.min(left.calls / Math.max(1, calls.length), left.time / Math.max(1, elapsed(calls)));
  return Math.max(1, Math.floor(runs));
}

/** What the other arms of a choice leave, shared by those that are open; a tenth where nothing is left or asked. */
function sharesLeft({ place }: PlainHoleSite): number {
  if (place.path.at(-1)?.kind !== 'choose') return LONE_SHARE;
  const arms = place.body.flatMap((arm) =>
    arm.kind === 'alternative' && !arm.muted ? [arm.probability] : [],
  );
  const open = arms.filter((share) => typeof share !== 'number').length;
  const given = arms.reduce<number>((sum, share) => sum + (typeof share === 'number' ? share : 0), 0);
  const share = Math.floor(Math.round(100 * (1 - given)) / Math.max(1, open));
  return share > 0 ? share : LONE_SHARE;
}

const LONE_SHARE = 10;

/** Small values are as likely as large ones (log-uniform). */
function between(random: Random, low: number, high: number): number {
  return rounded(low * (high / low) ** random.next());
}

/** One significant digit, as a person would write it. */
function rounded(time: Nanoseconds): Nanoseconds {
  const step = 10 ** Math.floor(Math.log10(Math.max(1, time)));
  return Math.ceil(time / step) * step;
}
