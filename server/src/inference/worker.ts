/**
 * The process that holds the model: `worker MODEL.gguf SEQUENCES`, forked by `worker-process.ts`. It loads at once, answers
 * one request at a time in the order they come, and ends when its parent does.
 */
import type { Token } from '../generate/language-model.ts';
import { createEvaluator, type Evaluator, RequestError } from './evaluator.ts';
import { LoadError, type LoadedModel, loadModel } from './load-model.ts';
import { type Completion, parseRequest, type WorkerReply, type WorkerRequest } from './protocol.ts';
import type { TextWriter } from './text-writer.ts';

type Question = Exclude<WorkerRequest, { kind: 'cancel' | 'shutdown' }>;
type ScoreQuestion = Exclude<Question, { kind: 'describe' | 'complete' }>;

/** A step takes well under a millisecond, a piece of a prompt some tens: more than this and the native side hangs. */
const EXIT_GRACE_MS = 500;

const [, , modelPath = '', sequences = '1'] = process.argv;
const loading = load(modelPath, Number(sequences));
const cancellations = new Map<number, AbortController>();
let sequence: readonly Token[] = [];
let turn: Promise<void> = Promise.resolve();

process.on('message', (message) => {
  const request = parseRequest(message);
  if (request === undefined) return;
  if (request.kind === 'shutdown') void shutDown();
  else if (request.kind === 'cancel') cancellations.get(request.id)?.abort();
  else enqueue(request);
});
// The channel closes when the parent is gone, however it went.
process.on('disconnect', () => void shutDown());

interface Ready extends LoadedModel {
  readonly evaluator: Evaluator;
}

async function load(path: string, count: number): Promise<Ready | LoadError> {
  try {
    const model = await loadModel(path, count);
    return { ...model, evaluator: createEvaluator(model.sequences, model.description) };
  } catch (error) {
    return error instanceof LoadError ? error : new LoadError('other', String(error));
  }
}

function enqueue(question: Question): void {
  const controller = new AbortController();
  cancellations.set(question.id, controller);
  turn = turn.then(async () => {
    reply(await answer(question, controller.signal));
    cancellations.delete(question.id);
  });
}

async function answer(question: Question, signal: AbortSignal): Promise<WorkerReply> {
  const { id } = question;
  const model = await loading;
  if (model instanceof LoadError) {
    return { kind: 'unavailable', id, cause: model.failure, detail: model.message };
  }
  if (question.kind === 'describe') return { kind: 'description', id, description: model.description };
  // Also where the request is then cancelled: the next one counts from this sequence.
  if (question.kind !== 'complete') sequence = [...sequence.slice(0, question.keep), ...question.append];
  try {
    if (question.kind === 'complete')
      return { kind: 'text', id, text: await textOf(question, model.writer, signal) };
    return { kind: 'scores', id, scores: await scoresOf(question, model.evaluator, signal) };
  } catch (error) {
    if (signal.aborted) return { kind: 'cancelled', id };
    if (error instanceof RequestError) return { kind: 'refused', id, reason: error.message };
    throw error;
  }
}

async function scoresOf(question: ScoreQuestion, evaluator: Evaluator, signal: AbortSignal) {
  if (question.kind === 'score') return [await evaluator.score(sequence, question.candidates, signal)];
  return evaluator.scoreContinuations(sequence, question.continuations, signal);
}

async function textOf(
  question: Completion,
  writer: TextWriter | undefined,
  signal: AbortSignal,
): Promise<string> {
  if (writer === undefined) throw new RequestError('This model writes layers, not texts.');
  return writer.complete(question, signal);
}

function reply(message: WorkerReply): void {
  // A parent that has gone meanwhile is no error: `disconnect` ends this process.
  if (process.connected) process.send?.(message);
}

async function shutDown(): Promise<void> {
  setTimeout(() => process.kill(process.pid, 'SIGKILL'), EXIT_GRACE_MS).unref();
  for (const controller of cancellations.values()) controller.abort();
  // Leaving while a piece is evaluated on another thread would end in a crash report.
  await turn;
  process.exit(0);
}
