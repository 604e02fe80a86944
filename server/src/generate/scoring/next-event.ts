import { CALL_TYPES, type CallType } from '../../core/spec/spec.ts';
import { mark, serviceToken, typeToken } from '../codec/vocabulary.ts';
import { sharesOf } from '../decoder/choose.ts';
import type { LanguageModel, Token } from '../language-model.ts';
import { END, type Event, eventOf, NEW_SERVICE } from '../memory/next-call.ts';
import { type Distribution, mix } from '../mixture/mixture.ts';
import { oddsAt, oddsOfType } from '../mixture/name-odds.ts';
import { type Knowledge, sequenceAt, type WrittenContext } from './knowledge.ts';
import { priorShift } from './new-service.ts';

/** Types below this share are not asked for their callees. */
const NEGLIGIBLE = 0.005;

/** How likely each next event is to model and memory together; a layer has one call at least. */
export async function expectedNext(
  model: LanguageModel,
  knowledge: Knowledge,
  context: WrittenContext,
  signal?: AbortSignal,
): Promise<Distribution> {
  const own = await modelsNextEvent(model, knowledge, context, signal);
  const mixed = mix(own, knowledge.memory.predictNext(context));
  return context.before.length > 0 ? mixed : without(END, mixed);
}

function without(event: Event, distribution: Distribution): Distribution {
  const left = 1 - (distribution.get(event) ?? 0);
  return new Map(
    [...distribution].flatMap(([other, share]) => (other === event ? [] : [[other, share / left]])),
  );
}

/** How likely the model finds each next event. */
export async function modelsNextEvent(
  model: LanguageModel,
  knowledge: Knowledge,
  context: WrittenContext,
  signal?: AbortSignal,
): Promise<Distribution> {
  const sequence = sequenceAt(knowledge, context);
  const servicesBy = calleesByType(knowledge);
  const types = [...servicesBy.keys()];
  const ends = context.before.length > 0;
  const first = [...(ends ? [mark.end] : []), ...types.map((type) => typeToken[type])];
  const odds = oddsAt(knowledge, context);
  const shift = [
    ...(ends ? [Math.log(odds.ofEnd)] : []),
    ...[...servicesBy].map(([type, services]) => Math.log(oddsOfType(odds, type, services))),
  ];
  const firstScores = await model.score(sequence, first, signal);
  const [end, ...shares] = sharesOf(firstScores.map((score, at) => score + (shift[at] ?? 0)));
  const typeShares = ends ? shares : [end ?? 0, ...shares];
  const events = new Map<Event, number>(ends ? [[END, end ?? 0]] : []);
  for (const [index, type] of types.entries()) {
    const share = typeShares[index] ?? 0;
    if (share < NEGLIGIBLE) continue;
    const services = servicesBy.get(type) ?? [];
    const tokens = services.map((service) => referenceToken(knowledge, service));
    const scores = await model.score([...sequence, typeToken[type]], tokens, signal);
    const callees = sharesOf(
      services.map(
        (service, at) =>
          (scores[at] ?? 0) +
          priorShift(service, knowledge.recurrence) +
          Math.log(odds.of({ type, service })),
      ),
    );
    for (const [at, service] of services.entries())
      events.set(eventOf({ type, service }), share * (callees[at] ?? 0));
  }
  return events;
}

/** Every service under the types it may be called by: as the catalogue says, and as it was seen; a new one under each. */
export function calleesByType({ catalogue, memory, recurrence }: Knowledge): Map<CallType, string[]> {
  const callees = new Map<CallType, string[]>(
    recurrence ? CALL_TYPES.map((type) => [type, [NEW_SERVICE]]) : [],
  );
  for (const { service, type } of catalogue.entries) {
    const types = new Set([type, ...(memory.callee(service)?.types.keys() ?? [])]);
    for (const each of types) callees.set(each, [...(callees.get(each) ?? []), service]);
  }
  return callees;
}

function referenceToken({ catalogue }: Knowledge, service: string): Token {
  const reference = catalogue.referenceOf(service);
  return reference === undefined ? mark.new : serviceToken(reference);
}
