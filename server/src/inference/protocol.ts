import type { ModelDescription, TextRequest, Token } from '../generate/language-model.ts';

/**
 * What supervisor and worker say to each other, by structured clone. `keep` and `append` describe the sequence as a
 * change to the one of the request before, so that only new tokens cross the pipe; a request that was cancelled
 * counts as one before.
 */
export type WorkerRequest =
  | { readonly kind: 'describe'; readonly id: number }
  | {
      readonly kind: 'score';
      readonly id: number;
      readonly keep: number;
      readonly append: readonly Token[];
      readonly candidates: readonly Token[];
    }
  | {
      readonly kind: 'score-continuations';
      readonly id: number;
      readonly keep: number;
      readonly append: readonly Token[];
      readonly continuations: readonly (readonly Token[])[];
    }
  | ({ readonly kind: 'complete'; readonly id: number } & Completion)
  | { readonly kind: 'cancel'; readonly id: number }
  | { readonly kind: 'shutdown' };

/** A text that the model goes on with. */
export type Completion = Omit<TextRequest, 'instruction'>;

/** Every `describe`, `score`, `score-continuations` and `complete` gets exactly one reply, a cancelled one too. */
export type WorkerReply =
  | { readonly kind: 'description'; readonly id: number; readonly description: ModelDescription }
  | { readonly kind: 'scores'; readonly id: number; readonly scores: readonly Float32Array[] }
  | { readonly kind: 'text'; readonly id: number; readonly text: string }
  | { readonly kind: 'cancelled'; readonly id: number }
  /** The request itself is at fault: too long, or a token the model does not have. */
  | { readonly kind: 'refused'; readonly id: number; readonly reason: string }
  | {
      readonly kind: 'unavailable';
      readonly id: number;
      readonly cause: LoadFailure;
      readonly detail: string;
    };

/** Why a model could not be loaded. */
export type LoadFailure = 'missing' | 'corrupt' | 'incomplete' | 'native' | 'other';

const LOAD_FAILURES: ReadonlySet<unknown> = new Set<LoadFailure>([
  'missing',
  'corrupt',
  'incomplete',
  'native',
  'other',
]);

/** The message as a request, or undefined where it is none. */
export function parseRequest(message: unknown): WorkerRequest | undefined {
  return isRequest(message) ? message : undefined;
}

/** The message as a reply, or undefined where it is none. */
export function parseReply(message: unknown): WorkerReply | undefined {
  return isReply(message) ? message : undefined;
}

function isRequest(message: unknown): message is WorkerRequest {
  if (!isRecord(message)) return false;
  switch (message['kind']) {
    case 'shutdown':
      return true;
    case 'describe':
    case 'cancel':
      return isCount(message['id']);
    case 'score':
      return isSequenceChange(message) && isTokens(message['candidates']);
    case 'score-continuations':
      return isSequenceChange(message) && isArrayOf(message['continuations'], isTokens);
    case 'complete':
      return isCount(message['id']) && isCompletion(message);
    default:
      return false;
  }
}

function isReply(message: unknown): message is WorkerReply {
  if (!isRecord(message) || !isCount(message['id'])) return false;
  switch (message['kind']) {
    case 'cancelled':
      return true;
    case 'description':
      return isDescription(message['description']);
    case 'scores':
      return isArrayOf(message['scores'], (scores) => scores instanceof Float32Array);
    case 'text':
      return typeof message['text'] === 'string';
    case 'refused':
      return typeof message['reason'] === 'string';
    case 'unavailable':
      return LOAD_FAILURES.has(message['cause']) && typeof message['detail'] === 'string';
    default:
      return false;
  }
}

function isSequenceChange(message: Readonly<Record<string, unknown>>): boolean {
  return isCount(message['id']) && isCount(message['keep']) && isTokens(message['append']);
}

function isCompletion(message: Readonly<Record<string, unknown>>): boolean {
  const texts = [message['prompt'], message['grammar']];
  return (
    texts.every(isText) &&
    isArrayOf(message['stop'], isText) &&
    isCount(message['maxTokens']) &&
    isCount(message['seed']) &&
    typeof message['temperature'] === 'number'
  );
}

function isDescription(value: unknown): value is ModelDescription {
  if (!isRecord(value)) return false;
  const texts = [value['name'], value['codec']];
  const counts = [
    value['codecVersion'],
    value['vocabularySize'],
    value['contextLength'],
    value['parameters'],
    value['fileBytes'],
  ];
  return texts.every(isText) && counts.every(isCount);
}

function isTokens(value: unknown): value is readonly Token[] {
  return isArrayOf(value, isCount);
}

function isArrayOf(value: unknown, isItem: (item: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(isItem);
}

const isText = (value: unknown): value is string => typeof value === 'string';

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
