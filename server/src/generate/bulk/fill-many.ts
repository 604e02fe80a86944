import type { FillResult, Generator, Snapshot } from '../generator.ts';

export interface BulkOptions {
  /** One for each result. */
  readonly seeds: readonly number[];
  readonly temperature: number;
}

/**
 * Fills one text anew for each seed. A fill depends on its seed alone, so what comes is the same however many generators
 * share the work.
 * @param generators each with a model in a process of its own; each is at work on one fill at a time, since a model reads
 *   faster what goes on where it stopped
 * @param onFilled is told the results in the order of the seeds, one at a time
 */
export async function fillMany(
  generators: readonly Pick<Generator, 'fillAll'>[],
  snapshot: Snapshot,
  { seeds, temperature }: BulkOptions,
  signal: AbortSignal,
  onFilled: (result: FillResult, index: number) => Promise<void>,
): Promise<void> {
  const own = new AbortController();
  const either = AbortSignal.any([signal, own.signal]);
  const results: Promise<FillResult>[] = [];
  let told: Promise<void> = Promise.resolve();
  let failure: unknown;
  const giveUp = (error: unknown) => {
    failure ??= error;
    own.abort();
  };
  const work = async (generator: Pick<Generator, 'fillAll'>) => {
    for (let seed = seeds[results.length]; seed !== undefined; seed = seeds[results.length]) {
      const index = results.length;
      const result = generator.fillAll(snapshot, { seed, temperature }, either);
      results.push(result);
      told = inOrder(told, result, index, onFilled);
      // Where one fails the others need not go on.
      told.catch(giveUp);
      await result;
    }
  };
  await Promise.allSettled(generators.map(work));
  await told.catch(giveUp);
  if (failure !== undefined) throw failure;
}

async function inOrder(
  before: Promise<void>,
  result: Promise<FillResult>,
  index: number,
  onFilled: (result: FillResult, index: number) => Promise<void>,
): Promise<void> {
  const filled = await result;
  await before;
  await onFilled(filled, index);
}
