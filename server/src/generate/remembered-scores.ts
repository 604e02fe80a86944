import { TIME_BUCKETS } from './codec/buckets.ts';
import { timeBucketOf, timeToken } from './codec/vocabulary.ts';
import type { ScoringModel, Token } from './language-model.ts';

/** Characters of keys that are kept; then all is forgotten. About as many bytes again hold the scores. */
const MOST_KEPT = 24_000_000;

const TIMES: readonly Token[] = Array.from({ length: TIME_BUCKETS }, (_, bucket) => timeToken(bucket));

/**
 * The same model, which answers what it was asked before from memory. Traces of one text ask the same again and again: the
 * same callers, the same conditions, the same calls before.
 */
export function rememberScores(model: ScoringModel): ScoringModel {
  const known = new Map<string, Promise<Float32Array>>();
  let kept = 0;
  const scored: ScoringModel['score'] = (sequence, candidates, signal) => {
    const key = keyOf(sequence, candidates);
    const before = known.get(key);
    if (before) return before;
    const scores = model.score(sequence, candidates, signal);
    if (kept > MOST_KEPT) {
      known.clear();
      kept = 0;
    }
    known.set(key, scores);
    kept += key.length;
    // What failed is asked again.
    scores.catch(() => known.delete(key));
    return scores;
  };
  return {
    describe: (signal) => model.describe(signal),
    scoreContinuations: (prefix, continuations, signal) =>
      model.scoreContinuations(prefix, continuations, signal),
    score: async (sequence, candidates, signal) => {
      if (!areTimes(candidates)) return scored(sequence, candidates, signal);
      const scores = await scored(sequence, TIMES, signal);
      return Float32Array.from(
        candidates,
        (token) => scores[timeBucketOf(token)] ?? Number.NEGATIVE_INFINITY,
      );
    },
  };
}

/** How long a call may take is another range each time; how likely each time is, is not. */
function areTimes([first = -1]: readonly Token[]): boolean {
  const bucket = timeBucketOf(first);
  return bucket >= 0 && bucket < TIME_BUCKETS;
}

/** Each token as one character; the vocabulary is far smaller than there are characters. */
function keyOf(sequence: readonly Token[], candidates: readonly Token[]): string {
  return `${String.fromCharCode(...sequence)}\uFFFF${String.fromCharCode(...candidates)}`;
}
