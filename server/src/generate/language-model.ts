/** Index into the model's vocabulary. */
export type Token = number;

/** What is known of a loaded model; a codec is chosen by `codec` and `codecVersion`, never by file name. */
export interface ModelDescription {
  readonly name: string;
  /** `tracewright.codec` in the GGUF's metadata; empty where the model is not one of ours. */
  readonly codec: string;
  readonly codecVersion: number;
  readonly vocabularySize: number;
  /** Longest sequence in tokens, prompt and answer together. */
  readonly contextLength: number;
  readonly parameters: number;
  readonly fileBytes: number;
}

/**
 * A language model as generation sees it: a sequence goes in, log-probabilities of what may follow come out.
 * Choosing is the caller's, so that seeds, masks and mixtures live in one place.
 */
export interface LanguageModel {
  /** Loads the model where that has not happened yet. Rejects with `ModelUnavailable`. */
  describe(signal?: AbortSignal): Promise<ModelDescription>;
  /**
   * Log-probabilities (natural, over the whole vocabulary) of each of `candidates` to follow `sequence`.
   * What `sequence` shares with the call before is not evaluated again. One call runs at a time; later ones wait.
   * Rejects with `AbortError` within 60 ms of an abort, with `ModelUnavailable` where the model cannot be run.
   */
  score(
    sequence: readonly Token[],
    candidates: readonly Token[],
    signal?: AbortSignal,
  ): Promise<Float32Array>;
}

/** A model that can say how likely whole texts are, in one pass each instead of a pass per token. */
export interface ScoringModel extends LanguageModel {
  /**
   * For each continuation the log-probability of each of its tokens, given `prefix` and the tokens before. Rejects as
   * `score` does.
   */
  scoreContinuations(
    prefix: readonly Token[],
    continuations: readonly (readonly Token[])[],
    signal?: AbortSignal,
  ): Promise<readonly Float32Array[]>;
}

/** A text that a general model goes on with. */
export interface TextRequest {
  /** What is to be written, in words; for models that follow instructions. */
  readonly instruction: string;
  readonly prompt: string;
  /** The answer ends before the first of these. */
  readonly stop: readonly string[];
  readonly maxTokens: number;
  /** 0 takes the likeliest. */
  readonly temperature: number;
  readonly seed: number;
  /** What the answer may look like, in GBNF; a model elsewhere need not heed it. */
  readonly grammar: string;
}

/** A model that knows nothing of our codec: it goes on with texts. */
export interface TextModel {
  /** The answer without the prompt. Rejects as `LanguageModel.score` does. */
  complete(request: TextRequest, signal?: AbortSignal): Promise<string>;
}

/** The model cannot be used; `message` is shown to the user, so it says why and what helps. */
export class ModelUnavailable extends Error {
  override readonly name = 'ModelUnavailable';
}
