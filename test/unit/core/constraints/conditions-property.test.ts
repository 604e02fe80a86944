import { expect, it } from 'vitest';
import { conditionsAt } from '../../../../server/src/core/constraints/conditions-at.ts';
import { createRandom, type Random } from '../../../../server/src/core/random.ts';
import { parseSpec } from '../../../../server/src/core/spec/build.ts';
import type { Spec, Statement, TraceItem } from '../../../../server/src/core/spec/spec.ts';
import { testParser } from '../../../support/parser.ts';
import type { FoundPlace } from './place-in.ts';
import { randomAddition } from './random-addition.ts';
import { randomTrace } from './random-trace.ts';
import { tally, worse } from './tally.ts';

const parser = await testParser();
const CASES = 400;
/** Many small files are parsed; a busy machine may take its time. */
const PATIENCE = 60_000;

it(
  'adds no finding when what is added keeps to the conditions',
  () => {
    const done = { added: 0, emptied: 0 };
    for (let seed = 0; seed < CASES; seed++) {
      const random = createRandom(seed);
      const text = randomTrace(random);
      const spec = parseSpec(parser, text);
      const before = tally(spec);
      for (const place of somePlaces(random, spec)) {
        const { trace, ...at } = place;
        const conditions = conditionsAt(spec, trace, at);
        const mayBeEmpty =
          place.hole !== undefined && conditions.calls.min === 0 && !conditions.counts.some((c) => c.min > 0);
        const addition = conditions.impossible
          ? mayBeEmpty
            ? ''
            : undefined
          : randomAddition(random, conditions, callerOf(place.path));
        if (addition === undefined) continue;
        done[addition === '' ? 'emptied' : 'added'] += 1;
        const after = put(text, place, addition);
        const more = worse(before, tally(parseSpec(parser, after)));
        expect(more, `seed ${seed}:\n${text}\n--- to ---\n${after}`).toEqual([]);
      }
    }
    expect(done.added).toBeGreaterThan(CASES);
    expect(done.emptied).toBeGreaterThan(0);
  },
  PATIENCE,
);

/** Up to four places: bodies between their lines, and holes. */
function somePlaces(random: Random, spec: Spec): FoundPlace[] {
  const trace = spec.items.find((item) => item.kind === 'trace');
  if (trace?.kind !== 'trace') return [];
  const places = allPlaces(trace);
  return Array.from({ length: 4 }, () => places[random.below(places.length)]).filter(
    (place) => place !== undefined,
  );
}

function allPlaces(trace: TraceItem): FoundPlace[] {
  const places: FoundPlace[] = [];
  const visit = (path: readonly Statement[], body: readonly Statement[]) => {
    for (let index = 0; index <= body.length; index++) places.push({ trace, path, index });
    for (const [index, statement] of body.entries()) {
      if (statement.kind === 'subtree-hole') places.push({ trace, path, index, hole: statement });
      if (TAKES_CALLS.has(statement.kind) && 'body' in statement && statement.bodyRange) {
        visit([...path, statement], statement.body as readonly Statement[]);
      } else if (statement.kind === 'choose') {
        for (const arm of statement.body) {
          if (arm.kind === 'alternative') visit([...path, statement, arm], arm.body);
        }
      }
    }
  };
  visit([], trace.body);
  return places;
}

const TAKES_CALLS = new Set<Statement['kind']>(['call', 'par', 'repeat', 'alternative', 'on-error']);

function callerOf(path: readonly Statement[]): string {
  const call = path.findLast((statement) => statement.kind === 'call');
  return call?.kind === 'call' && !('kind' in call.callee) ? call.callee.value : '';
}

/** `text` with `addition` at the place, as lines of their own. */
function put(text: string, { trace, path, index, hole }: FoundPlace, addition: string): string {
  if (hole) return `${text.slice(0, hole.range.start)}${addition}${text.slice(hole.range.end)}`;
  const around = path.at(-1);
  const container = around && 'body' in around ? around : trace;
  const next = (container.body as readonly Statement[])[index];
  const offset = next ? next.range.start : endOf(container);
  return `${text.slice(0, offset)}\n${addition}\n${text.slice(offset)}`;
}

function endOf(container: { readonly range: { end: number }; readonly bodyRange?: { end: number } }): number {
  return (container.bodyRange ?? container.range).end - 1;
}
