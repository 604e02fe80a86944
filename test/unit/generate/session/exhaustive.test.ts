import { expect, it } from 'vitest';
import { createRandom, pick, type Random } from '../../../../server/src/core/random.ts';
import type { TraceParser } from '../../../../server/src/core/syntax/parser.ts';
import { fillFailure, findingsIn } from '../../../support/meet-conditions.ts';
import { testParser } from '../../../support/parser.ts';

const KNOWN =
  'trace known {\n  http web Get {\n    rpc a Do {\n      db d SELECT\n    }\n    rpc b Do {\n      db d SELECT\n    }\n  }\n}\n\n';
const CALLS = [
  { type: 'rpc', service: 'a' },
  { type: 'rpc', service: 'b' },
  { type: 'db', service: 'd' },
];
/** Of calls in place of `...`. */
const MOST = 3;
const CASES = 300;

/** Every way to write so many calls one below or behind the other, made by `caller`; nobody was seen to call himself. */
function forests(calls: number, caller: string, indent: string): string[] {
  if (calls === 0) return [''];
  return Array.from({ length: calls }, (_, below) => below).flatMap((below) =>
    CALLS.filter(({ type, service }) => service !== caller && (below === 0 || type !== 'db')).flatMap(
      ({ type, service }) =>
        forests(below, service, `${indent}  `).flatMap((children) =>
          forests(calls - 1 - below, caller, indent).map(
            (behind) =>
              `${indent}${type} ${service}${children === '' ? '' : ` {\n${children}${indent}}`}\n${behind}`,
          ),
        ),
    ),
  );
}

/** Conditions that may be more than anything can meet. */
function randomConditions(random: Random): string[] {
  const call = () => pick(random, ['rpc a', 'rpc b', 'db d', 'db', 'rpc']);
  const name = () => pick(random, ['web', 'a', 'b', 'd']);
  const comparison = () => pick(random, ['==', '<=', '>=']);
  const clauses = [
    `calls ${pick(random, ['==', '<='])} ${1 + random.below(4)}`,
    `depth ${comparison()} ${1 + random.below(4)}`,
    `some ${call()}`,
    `count(${call()}) ${comparison()} ${random.below(4)}`,
    `${call()} before ${call()}`,
    `never ${name()} -> ${name()}`,
    `never ${call()}`,
  ];
  return clauses.filter(() => random.next() < 0.35);
}

/** Where none of all traces of a few calls meets the conditions, it is refused; where one does, it is filled. */
it('fills what an exhaustive search can fill, and nothing else', async () => {
  const parser = await testParser();
  const wrong: string[] = [];
  for (let index = 0; index < CASES; index++) {
    const random = createRandom(`exhaustive ${index}`);
    const low = 1 + random.below(MOST);
    const high = low + random.below(MOST + 1 - low);
    const clauses = randomConditions(random);
    const file = (body: string) => asked(body, clauses);
    const isPossible = someForest(low, high, (forest) => isSound(file(forest), parser));
    const why = await fillFailure(file(`    ... calls ${low}..${high}\n`), index, parser);
    const isRefused = why.some((reason) => reason.startsWith('refused: '));
    // The search does not know all that may be written: what is filled has been checked by itself.
    if (why.length > 0 && (isPossible || !isRefused))
      wrong.push(`calls ${low}..${high}; ${clauses.join('; ')} => ${why.join('; ')}`);
  }
  expect(wrong).toEqual([]);
});

function asked(body: string, clauses: readonly string[]): string {
  const require = clauses.map((clause) => `    ${clause}\n`).join('');
  return `${KNOWN}trace asked {\n  http web Get {\n${body}  }\n${require === '' ? '' : `  require {\n${require}  }\n`}}\n`;
}

function someForest(low: number, high: number, accepts: (forest: string) => boolean): boolean {
  for (let calls = low; calls <= high; calls++) if (forests(calls, 'web', '    ').some(accepts)) return true;
  return false;
}

const isSound = (text: string, parser: TraceParser): boolean => findingsIn(text, parser).length === 0;
