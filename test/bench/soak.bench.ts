/**
 * Minutes of hasty editing against the built server with its real model: edits, proposals, fills, cancels, and now and
 * then the model's process dies. Every request must end, no answer may fit another text, and memory must not grow.
 * SOAK_MINUTES and SEED change the run. Needs `npm run build`.
 */
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { checkSpec } from '../../server/src/core/constraints/check.ts';
import { createRandom } from '../../server/src/core/random.ts';
import { buildSpec } from '../../server/src/core/spec/build.ts';
import { createParser } from '../../server/src/core/syntax/parser.ts';
import { syntaxDiagnostics } from '../../server/src/core/syntax/syntax-diagnostics.ts';
import type { ModelStatus } from '../../server/src/protocol.ts';
import { loadGrammarOfClone } from '../../server/src/workspace/load-grammar.ts';
import { describeMachine, printFigures } from './figures.ts';
import { recordedText } from './recorded-text.ts';
import { act, type Soak } from './soak/actions.ts';
import { Mirror } from './soak/mirror.ts';
import { Requests } from './soak/requests.ts';
import { type Memory, SoakServer } from './soak/server.ts';
import { percentile, print } from './support.ts';

const MINUTES = Number(process.env['SOAK_MINUTES'] ?? 10);
const SEED = process.env['SEED'] ?? 'soak';
/** More than the restarts that a model gets within a minute, so that it is given up now and then too. */
const KILLS_PER_MINUTE = 3;
const MOST_OPEN = 12;
const LAST_ANSWERS_MS = 60_000;
const GROWTH_LIMIT_MB = 20;
const NONE: Memory = { held: Number.NaN, resident: Number.NaN };
/** One reading is far from the next, as more or less stands in the documents: medians of so many at either end tell a leak from that. */
const READINGS = 10;

const SKETCH =
  'trace "place order" within 1s {\n  http gateway "POST /orders" {\n    rpc ? ? ?\n    ... calls 3..6, depth <= 2\n  }\n}\n';

const parser = await createParser(await loadGrammarOfClone(process.cwd()));
print(describeMachine());
const server = await SoakServer.start();
const requests = new Requests();
const random = createRandom(SEED);
const documents = [
  recordedText(200),
  SKETCH,
  readFileSync('examples/retries-and-errors.trace', 'utf8'),
  readFileSync('examples/shop-friday.trace', 'utf8'),
].map((text, index) => new Mirror(server.client, `file:///soak-${index}.trace`, text));
const soak: Soak = { server, requests, random, documents, findings };

let [kills, restarts] = [0, 0];
server.client.connection.onNotification('tracewright/modelStatus', ({ state }: ModelStatus) => {
  if (state === 'failed') restart();
});

const memory = await run();
for (const [outcome, count] of [...requests.outcomes].sort()) print(`  ${outcome} ${count}`);
print(
  `${kills} times the model's process was killed, ${restarts} times it was restarted after it had been given up`,
);
print(`without an answer: ${requests.open} (at most 0) ${requests.openMethods.join(', ')}`);
print(`answers that are wrong: ${requests.wrong} (at most 0)`);
const growth = (of: (each: Memory) => number): number => of(memory.at(-1) ?? NONE) - of(memory[0] ?? NONE);
printFigures([
  {
    name: 'growth of what the server holds',
    measured: growth(({ held }) => held),
    limit: GROWTH_LIMIT_MB,
    unit: 'MB',
  },
  {
    name: 'growth of its process',
    measured: growth(({ resident }) => resident),
    limit: GROWTH_LIMIT_MB,
    unit: 'MB',
  },
]);
print(
  `from the median of the first readings to that of the last: holds ${drift(memory.map(({ held }) => held))} MB more, process ${drift(memory.map(({ resident }) => resident))} MB`,
);
await server.stop();

/** From the median of the first readings to that of the last, in megabytes. */
function drift(readings: readonly number[]): string {
  const count = Math.max(1, Math.min(READINGS, Math.floor(readings.length / 3)));
  const [first, last] = [readings.slice(0, count), readings.slice(-count)].map((some) =>
    percentile(some, 0.5),
  );
  return ((last ?? Number.NaN) - (first ?? Number.NaN)).toFixed(0);
}

/** What the server holds after each minute, the first of them left out: what is made once is no growth. */
async function run(): Promise<readonly Memory[]> {
  const readings: Memory[] = [];
  for (let minute = 0; minute < MINUTES && server.isRunning; minute += 1) {
    await editUntil(Date.now() + 60_000);
    await everythingAnswered();
    const reading = await server.memory();
    print(
      `minute ${minute + 1}: holds ${reading.held.toFixed(1)} MB, process ${reading.resident.toFixed(0)} MB`,
    );
    readings.push(reading);
  }
  if (!server.isRunning) requests.report('the server ended');
  return readings;
}

async function editUntil(end: number): Promise<void> {
  while (Date.now() < end && server.isRunning) {
    if (requests.open < MOST_OPEN) act(soak);
    if (random.next() < KILLS_PER_MINUTE / 600 && server.killWorker()) kills += 1;
    // A hundred milliseconds on the average: bursts and rests.
    await sleep(random.next() < 0.8 ? random.below(60) : random.below(700));
  }
}

async function everythingAnswered(): Promise<void> {
  const limit = Date.now() + LAST_ANSWERS_MS;
  while (requests.open > 0 && Date.now() < limit) await sleep(20);
}

/** As the user does who clicks on the status item. */
function restart(): void {
  restarts += 1;
  void server.client.own('tracewright/restartModel', null);
}

function findings(text: string): readonly string[] {
  const syntax = parser.open(text);
  const found = [...syntaxDiagnostics(syntax), ...checkSpec(buildSpec(syntax.root, text).spec)];
  syntax.dispose();
  return found.map(({ code, message }) => `${code}: ${message}`);
}
