import type { CallNode } from '../call-node.ts';
import { encodeStructure, predictedTokens } from '../codec/layer.ts';
import { sharesOf } from '../decoder/choose.ts';
import type { ScoringModel } from '../language-model.ts';
import { END, type Event, eventOf, NEW_SERVICE, type Prediction, unseenShare } from '../memory/next-call.ts';
import {
  blend,
  type Distribution,
  featuresOf,
  MASKED_WEIGHTS,
  temper,
  trustInMemory,
} from '../mixture/mixture.ts';
import { shownBehind } from '../shown-calls.ts';
import { type Knowledge, sequenceAt, type WrittenContext } from './knowledge.ts';
import { priorShift } from './new-service.ts';

/** A call of a layer that is to be told from the others: those before it and those behind it are known. */
export interface MaskedCall extends WrittenContext {
  readonly after: readonly CallNode[];
}

/** How likely each candidate is, by the event it makes. */
export interface CandidateShares {
  readonly model: Distribution;
  readonly memory: Distribution;
  readonly mixture: Distribution;
  /** The model as sure as it may be; the mixture's other part beside the memory. */
  readonly tempered: Distribution;
  /** What told how far the memory was trusted; absent where it saw nothing. */
  readonly features?: readonly number[];
}

/** Every candidate is judged by the whole layer, calls behind it included. */
export async function scoreCandidates(
  model: ScoringModel,
  knowledge: Knowledge,
  masked: MaskedCall,
  candidates: readonly CallNode[],
  signal?: AbortSignal,
): Promise<CandidateShares> {
  const layers = candidates.map((call) => [...masked.before, call, ...masked.after]);
  const names = candidates.map(eventOf);
  const rests = candidates.map((call) => [call, ...shownBehind(masked.after)]);
  const scores = await likelihoods(model, knowledge, masked, rests, signal);
  const models = distribution(
    names,
    scores.map((score, index) => score + priorShift(candidates[index]?.service, knowledge.recurrence)),
  );
  const views = layers.map((layer) => memorysView(knowledge, masked, layer));
  const memory = distribution(names, views);
  const prediction = knowledge.memory.predictNext(masked);
  const features = featuresOf(models, memory, prediction);
  const tempered = temper(models);
  if (!features) return { model: models, memory, mixture: tempered, tempered };
  const mixture = blend(tempered, memory, trustInMemory(features, MASKED_WEIGHTS));
  return { model: models, memory, mixture, tempered, features };
}

/** Natural logarithm of the likelihood that the layer goes on with each of `rests` and ends. */
async function likelihoods(
  model: ScoringModel,
  knowledge: Knowledge,
  context: WrittenContext,
  rests: readonly (readonly CallNode[])[],
  signal: AbortSignal | undefined,
): Promise<number[]> {
  const texts = rests.map((calls) => textOf(knowledge, calls));
  const scores = await model.scoreContinuations(
    sequenceAt(knowledge, context),
    texts.map(({ tokens }) => tokens),
    signal,
  );
  return scores.map((each, index) => {
    const mask = texts[index]?.mask ?? [];
    return each.reduce((sum, score, at) => sum + score * (mask[at] ?? 0), 0);
  });
}

/** A new service that nobody has named is declared without a name. */
function textOf({ catalogue }: Knowledge, calls: readonly CallNode[]) {
  const named = !calls.some(({ service }) => service === NEW_SERVICE);
  const tokens = encodeStructure(catalogue, calls, named);
  return { tokens, mask: predictedTokens(tokens, named) };
}

/** What was never seen is unlikely, not impossible: one such step must not hide what the others say. */
const UNSEEN = 1e-4;

function memorysView(
  { memory }: Knowledge,
  { path, before }: WrittenContext,
  calls: readonly CallNode[],
): number {
  let sum = 0;
  for (let index = before.length; index <= calls.length; index++) {
    const call = calls[index];
    const prediction = memory.predictNext({ path, before: calls.slice(0, index) });
    sum += Math.log(Math.max(UNSEEN, shareOf(prediction, call)));
  }
  return sum;
}

function shareOf(prediction: Prediction, call: CallNode | undefined): number {
  if (call?.service === NEW_SERVICE) return unseenShare(prediction);
  const event: Event = call ? eventOf(call) : END;
  return prediction.probabilities.get(event) ?? 0;
}

function distribution(names: readonly string[], scores: readonly number[]): Distribution {
  const shares = sharesOf(scores);
  return new Map(names.map((name, index) => [name, shares[index] ?? 0]));
}
