import { expect, it } from 'vitest';
import { createRandom, pick, type Random } from '../../../../server/src/core/random.ts';
import { fillFailure, findingsIn } from '../../../support/meet-conditions.ts';
import { testParser } from '../../../support/parser.ts';

interface Timed {
  readonly head: string;
  readonly ms: number;
  readonly isOpen: boolean;
  readonly calls: readonly Timed[];
}

const CASES = 300;

/** Conditions that hold of a trace can be met once more when some of its durations are left open. */
it('fills the open durations of a trace so that each leaves the others what they need', async () => {
  const parser = await testParser();
  for (let index = 0; index < CASES; index++) {
    const random = createRandom(`open durations ${index}`);
    const entry = randomCall(random, 'http web Get', 1);
    const clauses = randomClauses(random, entry);
    expect(findingsIn(spell(entry, clauses, false), parser)).toEqual([]);
    const text = spell(entry, clauses, true);
    expect(await fillFailure(text, index, parser), text).toEqual([]);
  }
});

function randomCall(random: Random, head: string, level: number): Timed {
  const width = head.startsWith('db') || level > 3 ? 0 : random.below(4);
  const calls = Array.from({ length: width }, () =>
    randomCall(random, pick(random, ['rpc a Do', 'rpc b Do', 'db d SELECT']), level + 1),
  );
  const ms = calls.reduce((sum, call) => sum + call.ms, random.below(4) + (width === 0 ? 1 : 0));
  return { head, ms, isOpen: random.next() < 0.7, calls };
}

function randomClauses(random: Random, entry: Timed): string[] {
  const all = allOf(entry);
  const kinds = ['rpc', 'db', 'rpc a'].filter((kind) => all.some(({ head }) => isOf(head, kind)));
  const limits = kinds.flatMap((kind) => {
    const times = all.filter(({ head }) => isOf(head, kind)).map(({ ms }) => ms);
    return [
      `every ${kind}: duration >= ${Math.min(...times)}ms`,
      `every ${kind}: duration <= ${Math.max(...times)}ms`,
    ];
  });
  return [...limits, `duration <= ${entry.ms + random.below(2)}ms`, `duration >= ${entry.ms}ms`].filter(
    () => random.next() < 0.5,
  );
}

const isOf = (head: string, kind: string): boolean => `${head} `.startsWith(`${kind} `);

const allOf = (call: Timed): Timed[] => [call, ...call.calls.flatMap(allOf)];

function spell(entry: Timed, clauses: readonly string[], isOpen: boolean): string {
  const require = clauses.map((clause) => `    ${clause}\n`).join('');
  return `trace asked {\n${line(entry, '  ', isOpen)}  require {\n${require}  }\n}\n`;
}

function line(call: Timed, margin: string, isOpen: boolean): string {
  const time = isOpen && call.isOpen ? '?' : `${call.ms}ms`;
  const body = call.calls.map((each) => line(each, `${margin}  `, isOpen)).join('');
  return `${margin}${call.head} ${time}${body === '' ? '' : ` {\n${body}${margin}}`}\n`;
}
