import { availableParallelism } from 'node:os';
import path from 'node:path';
import { parseSpec } from '../core/spec/build.ts';
import type { TraceParser } from '../core/syntax/parser.ts';
import { amount } from '../core/text/amount.ts';
import { applyEdits } from '../core/text/apply-edits.ts';
import { DEFAULT_SETTINGS } from '../workspace/settings.ts';
import { asking } from './asking.ts';
import {
  CommandError,
  type CommandInput,
  type CommandIo,
  type Ended,
  EXIT,
  type ModelChoice,
} from './command.ts';
import { makeFolder, type OpenFile, snapshotOf, writeOutput } from './files.ts';
import { wholeNumber } from './whole-number.ts';

export interface SeveralFills {
  readonly file: OpenFile;
  readonly parser: TraceParser;
  /** Of the first fill; the others have those that follow it. */
  readonly seed: number;
  readonly choice: ModelChoice;
  /** `--count`, `--jobs`, `-o`. */
  readonly input: CommandInput;
}

/** A job takes 300 MB, its model included. */
const MOST_JOBS = 4;
/** Fills of one process: while the model answers one, the other is worked on. */
const AT_A_TIME = 2;
/** A process takes about as long to start as it takes for this many fills. */
const WORTH_A_JOB = 20;

/**
 * Fills one sketch many times: `sketch-0.trace`, `sketch-1.trace` and so on in a folder, each named by its seed. A fill depends
 * on its seed alone, so several processes share the work and write what one would. Rejects with `CommandError` where the model
 * or the folder cannot be used; what is written by then stays.
 * @returns the exit code
 */
export async function fillSeveral(fills: SeveralFills, io: CommandIo): Promise<number> {
  const { file, seed, input } = fills;
  const count = wholeNumber(input, 'count', 1);
  const folder = input.values['output'];
  if (typeof folder !== 'string' || folder === '-')
    throw new CommandError('With --count, -o names the folder that the filled files go to.');
  await makeFolder(folder, io);
  const jobs = jobsFor(count, input);
  const haveOpen =
    jobs > 1
      ? await shareOut(rangesOf(seed, count, jobs), input, io)
      : await fillHere(fills, count, folder, io);
  io.stderr(
    `${file.name}: ${amount(count, 'file')} in ${folder}${haveOpen ? ', some with open holes' : ''}\n`,
  );
  return haveOpen ? EXIT.found : EXIT.ok;
}

/** Standard input can be read by one process only. */
function jobsFor(count: number, input: CommandInput): number {
  if (input.files.includes('-')) return 1;
  const usual = Math.min(availableParallelism(), MOST_JOBS, Math.ceil(count / WORTH_A_JOB));
  return Math.min(count, wholeNumber(input, 'jobs', usual));
}

interface SeedRange {
  readonly seed: number;
  readonly count: number;
}

function rangesOf(seed: number, count: number, jobs: number): SeedRange[] {
  const starts = Array.from({ length: jobs + 1 }, (_, job) => Math.round((job * count) / jobs));
  return starts
    .slice(1)
    .map((end, job) => ({ seed: seed + (starts[job] ?? 0), count: end - (starts[job] ?? 0) }));
}

/** @returns whether holes stayed open */
async function shareOut(
  ranges: readonly SeedRange[],
  { files, values }: CommandInput,
  io: CommandIo,
): Promise<boolean> {
  const others = Object.entries(values).flatMap(([option, value]) =>
    typeof value === 'string' && !OWN_OPTIONS.has(option) ? [`--${option}`, value] : [],
  );
  const lineFor = ({ seed, count }: SeedRange) => [
    'fill',
    ...files,
    ...others,
    '--seed',
    `${seed}`,
    '--count',
    `${count}`,
    '--jobs',
    '1',
  ];
  const ended = await asking(io, 'Filling files', () =>
    Promise.all(ranges.map((range) => io.runAnother(lineFor(range)))),
  );
  const failed = ended.find(({ code }) => code !== EXIT.ok && code !== EXIT.found);
  if (failed) throw new CommandError(reasonIn(failed));
  return ended.some(({ code }) => code === EXIT.found);
}

/** What the other process said why it could not go on, without the name of the command that this one says again. */
function reasonIn({ said, code }: Ended): string {
  const reason = said
    .trim()
    .split('\n')
    .at(-1)
    ?.replace(/^tracewright fill: /u, '');
  return reason || `A process that shared the work ended with code ${code}.`;
}

const OWN_OPTIONS: ReadonlySet<string> = new Set(['seed', 'count', 'jobs']);

/** @returns whether holes stayed open */
async function fillHere(
  { file, parser, seed, choice }: SeveralFills,
  count: number,
  folder: string,
  io: CommandIo,
): Promise<boolean> {
  const model = io.startModel((other) => parseSpec(parser, other), choice, true);
  const snapshot = snapshotOf(file);
  const { signal } = new AbortController();
  const filling = asking(io, 'Filling file', async (update) => {
    let [begun, haveOpen] = [0, false];
    const fillOn = async () => {
      while (begun < count) {
        const options = { seed: seed + begun, temperature: DEFAULT_SETTINGS['fill.temperature'] };
        update(begun++, count);
        const { edits, refused } = await model.generator.fillAll(snapshot, options, signal);
        haveOpen ||= refused.length > 0;
        const target = path.join(folder, fileName(file.name, options.seed));
        await writeOutput(target, applyEdits(file.text, edits), io, file);
      }
    };
    await Promise.all(Array.from({ length: AT_A_TIME }, fillOn));
    return haveOpen;
  });
  return filling.finally(() => model.dispose());
}

function fileName(sketch: string, seed: number): string {
  const base = sketch === '<stdin>' ? 'trace' : path.basename(sketch, '.trace');
  return `${base}-${seed}.trace`;
}
