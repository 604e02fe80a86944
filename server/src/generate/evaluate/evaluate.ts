import { createRandom } from '../../core/random.ts';
import type { ScoringModel } from '../language-model.ts';
import type { CallGraph } from '../training/call-graph.ts';
import { drawCases } from './cases.ts';
import { type Share, shareOf } from './interval.ts';
import { forEach, type PerPredictor } from './predictors.ts';
import { type RatedAnswer, type ReliabilityBin, reliability } from './reliability.ts';
import { calleeByName, calleeRank } from './rows/callee-by-name.ts';
import { durationRow } from './rows/duration.ts';
import { maskedCallee, maskedType } from './rows/masked-call.ts';
import { nextEvent, nextFromCatalogue } from './rows/next-event.ts';
import type { Answer, Outcome, Row } from './rows/row.ts';
import { wholeLayer } from './rows/whole-layer.ts';
import { type Site, siteOf } from './site.ts';

const ROWS: readonly Row[] = [
  nextEvent,
  nextFromCatalogue,
  wholeLayer,
  maskedType,
  maskedCallee,
  durationRow,
  calleeByName,
  calleeRank,
];

export interface EvaluationOptions {
  /** Sizes of the workspace: other traces of the same system. */
  readonly ks: readonly number[];
  /** Cases for each size; a case asks once for each row. */
  readonly cases: number;
  readonly seed: number;
  /** Which graphs may be asked about, all unless it is given; the others stand in workspaces only. */
  isTarget?(graph: CallGraph): boolean;
}

/** A row of the table for one size of the workspace. */
export interface Judgement {
  readonly row: string;
  readonly k: number;
  readonly n: number;
  readonly shares: PerPredictor<Share>;
  /** Of rows whose answers have a probability. */
  readonly reliability?: PerPredictor<readonly ReliabilityBin[]>;
}

/** Asks model, memory and their mixture about call graphs, each case with one layer drawn from one trace. */
export async function evaluate(
  model: ScoringModel,
  graphs: readonly CallGraph[],
  options: EvaluationOptions,
  progress: (done: number, total: number) => void,
): Promise<Judgement[]> {
  const judgements: Judgement[] = [];
  for (const [index, k] of options.ks.entries()) {
    const random = createRandom(`${options.seed}/cases/${k}`);
    const cases = drawCases(graphs, k, options.cases, random, options.isTarget);
    const tallies = new Map<string, Answer[]>();
    const asked = new Set<string>();
    for (const [at, each] of cases.entries()) {
      progress(index * options.cases + at, options.ks.length * options.cases);
      const site = siteOf(model, each, createRandom(`${options.seed}/${k}/${at}`));
      for (const [name, answer] of await askRows(site, k)) {
        const key = `${name}\n${answer.question}`;
        if (answer.question !== undefined && asked.has(key)) continue;
        asked.add(key);
        tallies.set(name, [...(tallies.get(name) ?? []), answer]);
      }
    }
    for (const [row, answers] of tallies) judgements.push(judge(row, k, answers));
  }
  return judgements;
}

async function askRows(site: Site, k: number): Promise<[string, Answer][]> {
  const answers: [string, Answer][] = [];
  for (const row of ROWS) {
    if (row.withoutTraces && k > 0) continue;
    const answer = await row.ask({ ...site, random: site.random.fork(row.places ?? row.name) });
    if (answer) answers.push([row.name, answer]);
  }
  return answers;
}

function judge(row: string, k: number, answers: readonly Answer[]): Judgement {
  const n = answers.length;
  const sumOf = (predictor: keyof Outcome) =>
    answers.reduce((sum, { outcome }) => sum + outcome[predictor], 0);
  const shares = forEach((predictor) => shareOf(sumOf(predictor), n));
  const rated = answers.filter(isRated);
  if (rated.length === 0) return { row, k, n, shares };
  return { row, k, n, shares, reliability: forEach((predictor) => reliability(rated, predictor)) };
}

const isRated = (answer: Answer): answer is Answer & RatedAnswer => answer.confidence !== undefined;
