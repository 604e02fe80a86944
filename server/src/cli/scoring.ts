import { ModelUnavailable, type ScoringModel } from '../generate/language-model.ts';
import { CommandError, type CommandInput, type CommandIo } from './command.ts';
import { progressLine } from './progress.ts';

/**
 * Lends `work` the model that `--model` names, or the embedded one, and ends it afterwards. Rejects with `CommandError` where
 * it cannot be run.
 */
export async function withScoringModel<T>(
  { values }: CommandInput,
  io: CommandIo,
  verb: string,
  work: (model: ScoringModel, progress: (done: number, total: number) => void) => Promise<T>,
): Promise<T> {
  const path = values['model'];
  const model = io.startScoring(typeof path === 'string' ? path : undefined);
  const progress = progressLine(io, verb);
  try {
    return await work(model, progress.update);
  } catch (error) {
    if (error instanceof ModelUnavailable) throw new CommandError(error.message);
    throw error;
  } finally {
    progress.end();
    await model.dispose();
  }
}
