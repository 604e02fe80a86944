import { ModelUnavailable } from '../generate/language-model.ts';
import { CommandError, type CommandIo } from './command.ts';
import { type ProgressLine, progressLine } from './progress.ts';

/** Does what asks a model, its progress shown; rejects with `CommandError` where the model cannot be run. */
export async function asking<T>(
  io: CommandIo,
  verb: string,
  work: (update: ProgressLine['update']) => Promise<T>,
): Promise<T> {
  const progress = progressLine(io, verb);
  try {
    return await work(progress.update);
  } catch (error) {
    throw error instanceof ModelUnavailable ? new CommandError(error.message) : error;
  } finally {
    progress.end();
  }
}
