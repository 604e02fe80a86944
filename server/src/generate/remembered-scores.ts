import type { ScoringModel, Token } from './language-model.ts';

/** Characters of keys that are kept; then all is forgotten. About as many bytes again hold the scores. */
const MOST_KEPT = 24_000_000;

/**
 * The same model, which answers what it was asked before from memory. Traces of one text ask the same again and again: the
 * same callers, the same conditions, the same calls before.
 */
export function rememberScores(model: ScoringModel): ScoringModel {
  const known = new Map<string, Promise<Float32Array>>();
  let kept = 0;
  return {
    describe: (signal) => model.describe(signal),
    scoreContinuations: (prefix, continuations, signal) =>
      model.scoreContinuations(prefix, continuations, signal),
    score: (sequence, candidates, signal) => {
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
    },
  };
}

/** Each token as one character; the vocabulary is far smaller than there are characters. */
function keyOf(sequence: readonly Token[], candidates: readonly Token[]): string {
  return `${String.fromCharCode(...sequence)}\uFFFF${String.fromCharCode(...candidates)}`;
}
