import type { ScoringModel } from '../generate/language-model.ts';
import { asking } from './asking.ts';
import type { CommandInput, CommandIo } from './command.ts';

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
  return asking(io, verb, (update) => work(model, update)).finally(() => model.dispose());
}
