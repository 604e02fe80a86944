/**
 * The packed extension in a real editor: start, grey text, memory. Packs it first, unless TRACEWRIGHT_VSIX names one;
 * cancelling needs `npm run build`. WINDOWS and SAMPLES change how much is measured.
 */
import { readFileSync, statSync } from 'node:fs';
import { outFolder, root } from '../../scripts/lib/paths.mjs';
import { runOrThrow } from '../../scripts/lib/process.mjs';
import { createRandom } from '../../server/src/core/random.ts';
import { AT_ONCE_FILE } from '../e2e/probe/questions.ts';
import { closeAllWorkbenches, openWorkbench } from '../e2e/ui/support/open-workbench.ts';
import type { Workbench } from '../e2e/ui/support/workbench.ts';
import { measureCancel } from './editor/cancel.ts';
import { BEHIND_BRACE, HABITS, measureGhostText, type TypedSomewhere } from './editor/ghost-text.ts';
import { measureStartup, type Startup } from './editor/startup.ts';
import { describeMachine, type Figure, printFigures } from './figures.ts';
import { recordedText } from './recorded-text.ts';
import { percentile, print, residentMegabytes } from './support.ts';

const RECORDING = 'recording.trace';
const CALLS = 200;
const WINDOWS = Number(process.env['WINDOWS'] ?? 7);
const SAMPLES = Number(process.env['SAMPLES'] ?? 72);
/** After so long a window has painted itself and started what it starts by itself. */
const REST_MS = 3_000;

const text = recordedText(CALLS);
const vsix = process.env['TRACEWRIGHT_VSIX'] ?? (await pack());
print(describeMachine());
printFigures([size(vsix)]);
try {
  const workbench = await openWorkbench({
    files: { [RECORDING]: text, [AT_ONCE_FILE]: text },
    // A window begins without documents, so that the start is that of the first one; what is typed is taken back.
    settings: { 'workbench.editor.restoreEditors': false },
    vsix,
  });
  for (const measure of [startup, editorsOwn, greyText, memory]) printFigures(await measure(workbench));
} finally {
  await closeAllWorkbenches();
}
printFigures([await cancelling()]);

async function pack(): Promise<string> {
  await runOrThrow(process.execPath, [`${root}/scripts/package.mjs`], { capture: true });
  return readFileSync(`${outFolder}/package.txt`, 'utf8');
}

function size(file: string): Figure {
  return {
    name: 'VSIX',
    measured: statSync(file).size / 1e6,
    limit: 30,
    unit: 'MB',
    note: file.replace(/.*\//, ''),
  };
}

async function startup(workbench: Workbench): Promise<Figure[]> {
  const line = text.split('\n').findIndex((each) => /^ +rpc .*ms$/.test(each));
  const measured = async (rest: number): Promise<Startup[]> => {
    const starts: Startup[] = [];
    for (let window = 0; window < WINDOWS; window += 1)
      starts.push(await measureStartup(workbench, RECORDING, { line, rest }));
    return starts;
  };
  const hasty = await measured(0);
  const starts = await measured(REST_MS);
  const median = (of: (start: Startup) => number): number => percentile(starts.map(of), 0.5);
  const worst = (of: (start: Startup) => number): string =>
    `median of ${WINDOWS} windows, worst ${Math.max(...starts.map(of)).toFixed(0)}`;
  return [
    ms(
      'activate of the client',
      median(({ activate }) => activate),
      50,
      worst(({ activate }) => activate),
    ),
    ms(
      'the same with reading its code',
      median(({ load, activate }) => load + activate),
      50,
      worst(({ load, activate }) => load + activate),
    ),
    ms(
      'server ready for the first document',
      median(({ answering }) => answering),
      400,
      `${worst(({ answering }) => answering)}; ${percentile(
        hasty.map(({ answering }) => answering),
        0.5,
      ).toFixed(0)} while the window itself still loads`,
    ),
    ms(
      'grey text, model cold',
      median(({ cold }) => cold),
      2000,
      worst(({ cold }) => cold),
    ),
  ];
}

/** What the editor takes by itself: its own wait, the way to the extension host and back, and painting. */
async function editorsOwn(workbench: Workbench): Promise<Figure[]> {
  await workbench.closeAllEditors();
  await workbench.openFile(AT_ONCE_FILE);
  const typed = await measureGhostText(workbench, AT_ONCE_FILE, text, {
    count: Math.ceil(SAMPLES / 3),
    random: createRandom('places'),
    habits: [BEHIND_BRACE],
  });
  const shown = typed.flatMap((each) => each.shown ?? []);
  const note = `${shown.length} of ${typed.length} places`;
  return [
    ms('grey text of a provider that answers at once, p50', percentile(shown, 0.5), 150, note),
    ms('grey text of a provider that answers at once, p95', percentile(shown, 0.95), 350, ''),
  ];
}

async function greyText(workbench: Workbench): Promise<Figure[]> {
  await workbench.closeAllEditors();
  await workbench.openFile(RECORDING);
  const typed = await measureGhostText(workbench, RECORDING, text, {
    count: SAMPLES,
    random: createRandom('places'),
    habits: HABITS,
  });
  const shown = typed.flatMap((each) => each.shown ?? []);
  for (const habit of new Set(typed.map((each) => each.habit)))
    print(`grey text ${habit}: ${describeTimes(typed.filter((each) => each.habit === habit))}`);
  const wasGrey = typed.filter((each) => each.wasGrey).length;
  const note = `${shown.length} of ${SAMPLES} places; at ${wasGrey} it stood there before the last key`;
  return [
    ms(`grey text, model warm, p50`, percentile(shown, 0.5), 150, note),
    ms(`grey text, model warm, p95`, percentile(shown, 0.95), 350, `${CALLS} calls, key to painted`),
  ];
}

function describeTimes(typed: readonly TypedSomewhere[]): string {
  const shown = typed.flatMap((each) => each.shown ?? []).map(Math.round);
  return `${shown.toSorted((a, b) => a - b).join(' ')} ms; none at ${typed.length - shown.length} places`;
}

async function memory(workbench: Workbench): Promise<Figure[]> {
  const [server] = await workbench.processes('server.cjs');
  const [worker] = await workbench.processes('inference-worker');
  return [
    { name: 'memory of the server', measured: residentMegabytes(server), limit: 150, unit: 'MB' },
    { name: 'memory of the inference worker', measured: residentMegabytes(worker), limit: 200, unit: 'MB' },
  ];
}

async function cancelling(): Promise<Figure> {
  const { median, worst } = await measureCancel();
  const note = `worst of 30, median ${median.toFixed(1)}`;
  return ms('cancel of a fill until the next may start', worst, 60, note);
}

function ms(name: string, measured: number, limit: number, note: string): Figure {
  return { name, measured, limit, unit: 'ms', note };
}
