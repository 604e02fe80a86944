import { evaluate as evaluateModel, type Judgement } from '../generate/evaluate/evaluate.ts';
import { PREDICTORS } from '../generate/evaluate/predictors.ts';
import { calibrationError } from '../generate/evaluate/reliability.ts';
import type { CallGraph } from '../generate/training/call-graph.ts';
import { isHeldOut } from '../generate/training/held-out.ts';
import { shapeOf } from '../generate/training/shape.ts';
import { readCallGraphs } from './call-graphs.ts';
import { type Command, CommandError, type CommandInput, EXIT } from './command.ts';
import { requireFiles } from './files.ts';
import { withScoringModel } from './scoring.ts';
import { wholeNumber } from './whole-number.ts';

const SIZES = '0,1,3,5';
const CASES = 200;

export const evaluate: Command = {
  name: 'evaluate',
  summary: 'Measure how well the model, the memory and their mixture know the traces of a system',
  usage:
    'GRAPHS.jsonl[.gz]... [--k 0,1,3,5] [--cases N] [--seed N] [--held-out] [--unseen-shapes] [--model FILE] [--calibration] [--json]',
  details: [
    '--k LIST      other traces that the workspace holds (default 0,1,3,5)',
    '--cases N     traces asked about for each of them (default 200)',
    '--seed N      another seed, other cases (default 1)',
    '--held-out    only services that `training-data` keeps out',
    '--unseen-shapes of these, only graphs of a shape that no other service has are asked about',
    '--model FILE  another model than the embedded one',
    '--calibration how often what was given a probability came true, besides',
    '--json        [{"row", "k", "n", "model", "memory", "mixture"}, ...]',
    'Exit code: 0 done, 2 cannot run',
  ],
  options: {
    k: { type: 'string' },
    cases: { type: 'string' },
    seed: { type: 'string' },
    'held-out': { type: 'boolean' },
    'unseen-shapes': { type: 'boolean' },
    model: { type: 'string' },
    calibration: { type: 'boolean' },
    json: { type: 'boolean' },
  },
  run: async (input, io) => {
    const options = {
      ks: sizesOf(input),
      cases: wholeNumber(input, 'cases', CASES),
      seed: wholeNumber(input, 'seed', 1),
    };
    const graphs = (await Promise.all(requireFiles(input).map((file) => readCallGraphs(file, io)))).flat();
    const { graphs: judged, isTarget } = judgedOf(graphs, input);
    if (!judged.some(isTarget)) throw new CommandError('There is no usable call graph to judge by.');
    const judgements = await withScoringModel(input, io, 'Case', (model, progress) =>
      evaluateModel(model, judged, { ...options, isTarget }, progress),
    );
    const shown = input.values['calibration'] ? judgements : judgements.map(withoutReliability);
    if (input.values['json']) io.stdout(`${JSON.stringify(shown.map(toJson))}\n`);
    else io.stdout([table(shown), ...shown.flatMap(reliabilityTable)].join(''));
    return EXIT.ok;
  },
};

/** What may stand in a case, and which of it is asked about. */
interface Judged {
  readonly graphs: readonly CallGraph[];
  readonly isTarget: (graph: CallGraph) => boolean;
}

function judgedOf(graphs: readonly CallGraph[], { values }: CommandInput): Judged {
  if (!values['held-out']) return { graphs, isTarget: () => true };
  const held = graphs.filter(({ service }) => isHeldOut(service));
  if (!values['unseen-shapes']) return { graphs: held, isTarget: () => true };
  const taught = graphs.filter(({ service }) => !isHeldOut(service));
  const seen = new Set(taught.map(({ roots }) => shapeOf(roots)));
  const unseen = new Set(held.filter(({ roots }) => !seen.has(shapeOf(roots))));
  return { graphs: held, isTarget: (graph) => unseen.has(graph) };
}

function sizesOf({ values }: CommandInput): number[] {
  const text = typeof values['k'] === 'string' ? values['k'] : SIZES;
  const sizes = text.split(',').map((part) => (part.trim() === '' ? Number.NaN : Number(part)));
  if (sizes.every((size) => Number.isSafeInteger(size) && size >= 0)) return sizes;
  throw new CommandError(`--k takes whole numbers with commas between, such as ${SIZES}, not \`${text}\`.`);
}

const withoutReliability = ({ reliability: _, ...judgement }: Judgement): Judgement => judgement;

function toJson({ row, k, n, shares, reliability }: Judgement): object {
  const interval = ({ low, high }: { readonly low: number; readonly high: number }) => [
    rounded(low),
    rounded(high),
  ];
  return {
    row,
    k,
    n,
    ...Object.fromEntries(PREDICTORS.map((name) => [name, rounded(shares[name].share)])),
    intervals: Object.fromEntries(PREDICTORS.map((name) => [name, interval(shares[name])])),
    ...(reliability ? { reliability } : {}),
  };
}

const rounded = (share: number): number => Number(share.toFixed(4));

function table(judgements: readonly Judgement[]): string {
  const head = ['row', 'k', 'n', ...PREDICTORS.map((name) => `${name} (95 %)`)];
  const lines = judgements.map(({ row, k, n, shares }) => [
    row,
    String(k),
    String(n),
    ...PREDICTORS.map((name) => spelled(shares[name])),
  ]);
  return inColumns([head, ...lines]);
}

/** Of each predictor, how often it was right where it was so sure. */
function reliabilityTable({ row, k, reliability }: Judgement): string[] {
  if (!reliability) return [];
  return PREDICTORS.map((name) => {
    const bins = reliability[name];
    const lines = bins.map(({ from, to, n, expected, right }) => [
      `${short(from)}-${short(to)}`,
      String(n),
      short(expected),
      short(right),
    ]);
    const error = short(calibrationError(bins));
    return `\n${row}, k = ${k}, ${name}: expected calibration error ${error}\n${inColumns([['probability', 'n', 'mean', 'right'], ...lines])}`;
  });
}

function inColumns(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((cells) => cells[column]?.length ?? 0)),
  );
  return rows
    .map(
      (cells) =>
        `${cells
          .map((cell, column) => cell.padEnd(widths[column] ?? 0))
          .join('  ')
          .trimEnd()}\n`,
    )
    .join('');
}

function spelled({ share, low, high }: Judgement['shares']['model']): string {
  return `${short(share)} (${short(low)}-${short(high)})`;
}

const short = (value: number): string => value.toFixed(2).replace(/^0/u, '');
