import { expect, it } from 'vitest';
import { createRandom, pick, type Random } from '../../../../server/src/core/random.ts';
import { parseSpec } from '../../../../server/src/core/spec/build.ts';
import { fill, fillFailure } from '../../../support/meet-conditions.ts';
import { testParser } from '../../../support/parser.ts';
import { tally, worse } from '../../core/constraints/tally.ts';

const KNOWN = `trace known {
  http web Get 90ms {
    rpc a Do 20ms {
      db d SELECT 2ms
      db d INSERT 2ms
    }
    rpc a Undo 20ms
    rpc b Do 20ms {
      db d SELECT 2ms
    }
  }
}
`;

function asked(lines: readonly string[], clauses: readonly string[], after = ''): string {
  const body = lines.map((line) => `    ${line}\n`).join('');
  const require = clauses.map((clause) => `    ${clause}\n`).join('');
  return `${KNOWN}\ntrace asked {\n  http web Get {\n${body}  }\n${after}  require {\n${require}  }\n}\n`;
}

it.each([
  ['a callee that itself is the one call that may be', 'rpc ? Do 5ms', 'count(rpc) == 1'],
  ['a type that itself is the one call that may be', '? a Do 5ms', 'count(* a) == 1'],
  ['an operation of the one call that may be', 'rpc a ? 5ms', 'count(rpc a) == 1'],
  ['a callee that is asked for', 'rpc ? Do 5ms', 'some rpc b'],
  ['an operation that is asked for', 'rpc a ? 5ms', 'some rpc a Undo'],
  ['an operation that another is not', 'rpc a ? 5ms', 'never rpc a Do'],
  ['a callee whose operation is not forbidden', 'rpc ? Do 5ms', 'never rpc a Do'],
  ['a type whose calls may last as long', '? ? Do 50ms', 'every rpc: duration <= 20ms'],
  ['a callee whose calls may last as long', 'rpc ? Do 50ms', 'every rpc a: duration <= 20ms'],
  ['a callee whose calls must last as long', 'rpc ? Do 5ms', 'every rpc b: duration >= 20ms'],
  ['a callee that may make the calls below', 'rpc ? Do 5ms { db d SELECT 1ms }', 'never b -> d'],
  ['a type of a callee that is nothing but a name', '? ledger Do 5ms', 'never rpc'],
  ['a type whose calls may be as short as is left', '? ? ? ?', 'duration <= 4ms; every rpc: duration >= 9ms'],
  ['a callee that comes before another', 'rpc ? Do 5ms; db d SELECT 1ms', 'rpc b before db d'],
  ['a callee that comes behind another', 'rpc ? Do 5ms; db d SELECT 1ms', 'db d before rpc a'],
])('fills %s', async (_what, line, clause) => {
  const parser = await testParser();
  const text = asked(line.split('; '), clause.split('; '));
  for (let seed = 0; seed < 10; seed++) expect(await fillFailure(text, seed, parser), text).toEqual([]);
});

const SERVED = [
  { type: 'rpc', service: 'a', operations: ['Do', 'Undo'] },
  { type: 'rpc', service: 'b', operations: ['Do'] },
  { type: 'db', service: 'd', operations: ['SELECT', 'INSERT'] },
];
/** Between what the conditions ask for. */
const DURATIONS = ['1ms', '3ms', '5ms', '8ms', '20ms'];
const CASES = 300;

/** Where none of all known calls can stand for the open ones, the fill is refused; where some can, it is made. */
it('fills an open call where an exhaustive search can, and nothing else', async () => {
  const parser = await testParser();
  const tallyOf = (text: string) => tally(parseSpec(parser, text));
  const wrong: string[] = [];
  for (let index = 0; index < CASES; index++) {
    const random = createRandom(`open calls ${index}`);
    const lines = randomLines(random);
    const clauses = randomClauses(random);
    const text = asked(lines, clauses);
    const { filled, refused } = await fill(text, index, parser);
    // The search does not know all that may be written, and some conditions are broken by what is written already.
    const isWrong =
      refused.length > 0
        ? ways(lines, clauses).some((way) => tallyOf(way).size === 0)
        : worse(tallyOf(text), tallyOf(filled)).length > 0;
    if (isWrong) wrong.push(`${text}\n---\n${refused.length > 0 ? refused[0]?.reason : filled}`);
  }
  expect(wrong).toEqual([]);
});

function randomLines(random: Random): string[] {
  const lines = Array.from({ length: random.below(3) }, () =>
    pick(random, ['rpc a Do 3ms', 'rpc b Do 3ms', 'db d SELECT 3ms']),
  );
  return lines.toSpliced(random.below(lines.length + 1), 0, randomOpen(random));
}

function randomOpen(random: Random): string {
  const { type, service, operations } = pick(random, SERVED);
  const part = (written: string) => (random.next() < 0.5 ? '?' : written);
  const line = `${part(type)} ${part(service)} ${part(pick(random, operations))} ${part('5ms')}`;
  if (!line.includes('?')) return randomOpen(random);
  return type === 'rpc' && random.next() < 0.3 ? `${line} { db d SELECT 1ms }` : line;
}

/** Conditions that may be more than anything can meet. */
function randomClauses(random: Random): string[] {
  const call = () =>
    pick(random, ['rpc a', 'rpc b', 'db d', 'db', 'rpc', 'rpc a Do', 'rpc a Undo', 'db d INSERT']);
  const name = () => pick(random, ['web', 'a', 'b', 'd']);
  const comparison = () => pick(random, ['==', '<=', '>=']);
  const clauses = [
    `some ${call()}`,
    `count(${call()}) ${comparison()} ${random.below(4)}`,
    `count(${call()}) ${comparison()} ${random.below(3)}`,
    `${call()} before ${call()}`,
    `never ${name()} -> ${name()}`,
    `never ${call()}`,
    `duration ${pick(random, ['<=', '>='])} ${pick(random, [6, 9, 20])}ms`,
    `every ${call()}: duration ${pick(random, ['<=', '>='])} ${pick(random, [2, 4, 8])}ms`,
    `every ${call()}: duration ${pick(random, ['<=', '>='])} ${pick(random, [2, 4, 8])}ms`,
    `every ${call()}: calls ${comparison()} 1`,
  ];
  return clauses.filter(() => random.next() < 0.3);
}

function ways(lines: readonly string[], clauses: readonly string[]): string[] {
  return waysToFill(lines).map((filled) => asked(filled, clauses));
}

/** Every way to write known calls in place of the open ones. */
function waysToFill(lines: readonly string[]): string[][] {
  return lines.reduce<string[][]>(
    (ways, line) => ways.flatMap((way) => waysToWrite(line).map((written) => [...way, written])),
    [[]],
  );
}

function waysToWrite(line: string): string[] {
  if (!line.includes('?')) return [line];
  const [type, service, operation, duration, ...rest] = line.split(' ');
  const lasting = duration === '?' ? DURATIONS : [duration];
  const fits = (open: string | undefined, written: string) => open === '?' || open === written;
  return SERVED.filter((served) => fits(type, served.type) && fits(service, served.service)).flatMap(
    (served) =>
      (operation === '?' ? served.operations : [operation]).flatMap((named) =>
        lasting.map((long) => [served.type, served.service, named, long, ...rest].join(' ')),
      ),
  );
}
