import type { ControlledEvaluateInputItem, LlamaContextSequence, Token as LlamaToken } from 'node-llama-cpp';
import type { Token } from '../generate/language-model.ts';
import { PIECE } from './load-model.ts';
import { sharedLength } from './shared-length.ts';
import { Slots } from './slots.ts';

/** The request cannot be answered by this model. */
export class RequestError extends Error {
  override readonly name = 'RequestError';
}

/** One position of a sequence: its token, and which tokens may follow where somebody wants to know. */
interface Position {
  readonly token: Token;
  readonly candidates?: readonly Token[];
}

/** Scores what may follow a sequence; evaluates only what is not held as read. One call at a time. */
export interface Evaluator {
  score(sequence: readonly Token[], candidates: readonly Token[], signal: AbortSignal): Promise<Float32Array>;
  /** For each continuation the log-probability of each of its tokens, given `prefix` and the tokens before. */
  scoreContinuations(
    prefix: readonly Token[],
    continuations: readonly (readonly Token[])[],
    signal: AbortSignal,
  ): Promise<Float32Array[]>;
}

export function createEvaluator(
  sequences: readonly LlamaContextSequence[],
  limits: { readonly contextLength: number; readonly vocabularySize: number },
): Evaluator {
  const slots = new Slots(sequences);
  return {
    async score(sequence, candidates, signal) {
      check([...sequence, ...candidates], sequence.length, limits);
      const cells = slots.for(sequence);
      const [scores] = await evaluateAfter(cells, sequence, [candidates], [], signal);
      return scores ?? new Float32Array();
    },
    async scoreContinuations(prefix, continuations, signal) {
      const results: Float32Array[] = [];
      const cells = slots.for(prefix);
      for (const continuation of continuations) {
        check([...prefix, ...continuation], prefix.length + continuation.length, limits);
        const following = continuation.map((token) => [token]);
        const scores = await evaluateAfter(cells, prefix, following, continuation, signal);
        results.push(Float32Array.from(scores, ([score]) => score ?? Number.NEGATIVE_INFINITY));
      }
      return results;
    },
  };
}

function check(
  tokens: readonly Token[],
  length: number,
  limits: { readonly contextLength: number; readonly vocabularySize: number },
): void {
  if (length === 0) throw new RequestError('An empty sequence: nothing to score after.');
  if (length > limits.contextLength) {
    throw new RequestError(`${length} tokens: the model's context holds ${limits.contextLength}.`);
  }
  const unknown = tokens.find((token) => token >= limits.vocabularySize);
  if (unknown !== undefined) {
    throw new RequestError(`Token ${unknown}: the model's vocabulary ends at ${limits.vocabularySize - 1}.`);
  }
}

/**
 * Scores `following[0]` after `prefix`, `following[1]` after `prefix` and `path[0]`, and so on: as many lists of
 * log-probabilities as `following` has entries.
 */
async function evaluateAfter(
  cells: LlamaContextSequence,
  prefix: readonly Token[],
  following: readonly (readonly Token[])[],
  path: readonly Token[],
  signal: AbortSignal,
): Promise<Float32Array[]> {
  if (following.length === 0) return [];
  const shared = sharedLength(cells.contextTokens, prefix);
  const reused = Math.max(0, Math.min(shared, prefix.length - LEAST_READ));
  await cells.eraseContextTokenRanges([{ start: reused, end: cells.nextTokenIndex }]);
  const given: Position[] = prefix.slice(reused, -1).map((token) => ({ token }));
  const scored = [...prefix.slice(-1), ...path.slice(0, following.length - 1)].map((token, index) => ({
    token,
    candidates: following[index] ?? [],
  }));
  return evaluate(cells, [...given, ...scored], signal);
}

/**
 * The last token's output is needed, so that token at least is read anew; and one more with it, since llama.cpp adds up otherwise
 * where it reads a single one. What comes out would hang on what was asked before, and the same seed not give the same text.
 */
const LEAST_READ = 2;

async function evaluate(
  cells: LlamaContextSequence,
  positions: readonly Position[],
  signal: AbortSignal,
): Promise<Float32Array[]> {
  const scores: Float32Array[] = [];
  for (const piece of piecesOf(positions)) {
    signal.throwIfAborted();
    const outputs = await cells.controlledEvaluate(piece.map(inputItem));
    for (const [index, { candidates }] of piece.entries()) {
      if (candidates !== undefined) scores.push(logProbabilities(outputs[index]?.next, candidates));
    }
  }
  return scores;
}

/** None of a single position, unless there is no other. */
function piecesOf(positions: readonly Position[]): Position[][] {
  const pieces: Position[][] = [];
  for (let start = 0; start < positions.length; ) {
    const left = positions.length - start;
    const size = left === PIECE + 1 ? PIECE - 1 : PIECE;
    pieces.push(positions.slice(start, start + size));
    start += size;
  }
  return pieces;
}

function inputItem({ token, candidates }: Position): ControlledEvaluateInputItem {
  if (candidates === undefined) return token as LlamaToken;
  const tokens = candidates as readonly LlamaToken[];
  // At temperature 0 the selected token is the likeliest one: its logit is what the total weight is relative to.
  const generateNext = {
    totalLogitWeight: true,
    logits: { filter: { tokens, includeSelected: true } },
    options: { temperature: 0 },
  };
  return [token as LlamaToken, { generateNext }];
}

interface NextOutput {
  readonly logits?: ReadonlyMap<LlamaToken, number>;
  readonly totalLogitWeight?: number;
}

/** Softmax over the whole vocabulary of which only the candidates' logits, the largest and the sum are known. */
function logProbabilities(next: NextOutput | undefined, candidates: readonly Token[]): Float32Array {
  const { logits, totalLogitWeight } = next ?? {};
  if (logits === undefined || totalLogitWeight === undefined)
    throw new Error('llama.cpp returned no logits.');
  const logNormaliser = Math.max(...logits.values()) + Math.log(totalLogitWeight);
  return Float32Array.from(
    candidates,
    (token) => (logits.get(token as LlamaToken) ?? Number.NEGATIVE_INFINITY) - logNormaliser,
  );
}
