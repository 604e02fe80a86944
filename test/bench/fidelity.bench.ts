import { writeFileSync } from 'node:fs';
import { type Distance, distance, distributionsOf } from './fidelity/measures.ts';
import { PARTS, type Part, type Parts, synthesise } from './fidelity/synthesis.ts';
import { printComparison } from './figures.ts';
import { print } from './support.ts';

/**
 * How like real traces generated ones are: of each held-out system five traces stand in the file. Needs call graphs with many
 * traces a system, which the repository does not hold: GRAPHS=FILE.jsonl[.gz]. HELD_OUT=0 takes all systems of it.
 * DISTRIBUTIONS=FILE.json keeps the values for `training/plot_distributions.py`.
 */
const FILE = process.env['GRAPHS'];
const SHOWN = 5;
/** Those that are compared with the real ones. */
const COMPARED: readonly Part[] = ['again', 'asked', 'free', 'layers', 'replay'];
/** Those that a picture compares. */
const PICTURED: readonly Part[] = ['real', 'asked', 'free'];

/** Heads of the columns, in the order of the table. */
const COLUMNS: Readonly<Record<keyof Distance, string>> = {
  kl: 'KL',
  variation: 'TV',
  top10: 'top10',
  top100: 'top100',
  calls: 'calls',
  depth: 'depth',
  outDegree: 'out',
  inDegree: 'in',
  siblings: 'sibl.',
  duration: 'durat.',
  response: 'resp.',
  copies: 'copies',
  structures: 'struct.',
};

if (FILE === undefined)
  print('NOT RUN: GRAPHS names no file of call graphs (GRAPHS=a.jsonl.gz npm run bench fidelity)');
else await measure(FILE);

async function measure(file: string): Promise<void> {
  const parts = await synthesise(file, {
    systems: Number(process.env['SYSTEMS'] ?? 30),
    traces: Number(process.env['TRACES'] ?? 20),
    shown: SHOWN,
    heldOutOnly: process.env['HELD_OUT'] !== '0',
  });
  report(parts);
  keep(parts);
}

function report(parts: Parts): void {
  const { real, shown } = parts;
  print(
    `${real.length} real traces of ${new Set(real.map(({ system }) => system)).size} systems, ${SHOWN} of each in the file`,
  );
  printComparison(
    COLUMNS,
    COMPARED.map((part) => ({ name: PARTS[part], values: distance(real, parts[part], shown) })),
  );
}

function keep(parts: Parts): void {
  const target = process.env['DISTRIBUTIONS'];
  if (target === undefined) return;
  const named = PICTURED.map((part) => [PARTS[part], distributionsOf(parts[part])]);
  writeFileSync(target, JSON.stringify(Object.fromEntries(named)));
}
