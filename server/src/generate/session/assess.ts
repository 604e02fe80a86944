import { createRandom } from '../../core/random.ts';
import { CALL_TYPES, type CallType, type Spec } from '../../core/spec/spec.ts';
import type { Assessment, LikelyEvent, Snapshot } from '../generator.ts';
import { END, type Event, eventOf } from '../memory/next-call.ts';
import type { Distribution } from '../mixture/mixture.ts';
import { expectedNext } from '../scoring/next-event.ts';
import type { Decoding } from './decoding.ts';
import { layerAt } from './layer-at.ts';
import { ownService } from './named-services.ts';
import { type CallPlace, callAt, callersOf } from './place.ts';
import { surroundingsAt } from './surroundings.ts';

const ALTERNATIVES = 3;

/** How likely the call at `offset` is there, and what else is. How a trace begins is not judged. */
export async function assess(
  decoding: Decoding,
  { spec }: Snapshot,
  offset: number,
): Promise<Assessment | undefined> {
  const site = callAt(spec, offset);
  if (!site || callersOf(site.place).length === 0) return undefined;
  // Who writes texts gives them no probabilities, and the memory's alone would be taken for them.
  if (decoding.author) return undefined;
  const { type, callee } = site.call;
  if (typeof type !== 'string' || 'kind' in callee) return undefined;
  const expected = await expectedAt(decoding, spec, site);
  return assessmentOf(eventOf({ type, service: callee.value }), expected);
}

/** What model and memory expect in place of a call; other calls of its layer say nothing but by standing before it. */
async function expectedAt(
  { model, workspace, signal }: Decoding,
  spec: Spec,
  { call, place }: CallPlace,
): Promise<Distribution> {
  const options = { random: createRandom('as written'), temperature: 0, named: ownService(call) };
  const around = surroundingsAt(spec, place, workspace, options);
  return expectedNext(model, around, layerAt(spec, place), signal);
}

function assessmentOf(event: Event, expected: Distribution): Assessment {
  const others = [...expected].filter(([other]) => other !== event);
  const likeliest = others.sort(([a, p], [b, q]) => q - p || (a < b ? -1 : 1)).slice(0, ALTERNATIVES);
  return { probability: expected.get(event) ?? 0, alternatives: likeliest.map(toLikely) };
}

function toLikely([event, probability]: readonly [Event, number]): LikelyEvent {
  if (event === END) return { probability };
  const at = event.indexOf(' ');
  const type: CallType = CALL_TYPES.find((one) => one === event.slice(0, at)) ?? 'call';
  return { call: { type, service: event.slice(at + 1) }, probability };
}
