import { expect, it } from 'vitest';
import {
  boundsOfValueHole,
  type Slot,
  type ValueBounds,
} from '../../../../server/src/core/constraints/value-bounds.ts';
import { createRandom, type Random } from '../../../../server/src/core/random.ts';
import { matches, NO_ALIASES } from '../../../../server/src/core/schedule/pattern.ts';
import { parseSpec } from '../../../../server/src/core/spec/build.ts';
import type { Call, Spec, Statement, TraceItem } from '../../../../server/src/core/spec/spec.ts';
import type { TextRange } from '../../../../server/src/core/text/range.ts';
import { testParser } from '../../../support/parser.ts';
import { calleeFor, isStoreType, randomTrace, randomType } from './random-trace.ts';
import { tally, worse } from './tally.ts';

const parser = await testParser();
const CASES = 300;
/** Many small files are parsed; a busy machine may take its time. */
const PATIENCE = 60_000;

it(
  'adds no finding when a hole is filled within its bounds',
  () => {
    let filled = 0;
    for (let seed = 0; seed < CASES; seed++) {
      const random = createRandom(`values ${seed}`);
      const text = randomTrace(random);
      const spec = parseSpec(parser, text);
      const before = tally(spec);
      for (const { trace, path, call, slot, range } of holesOf(spec)) {
        const value = draw(random, call, slot, boundsOfValueHole(spec, trace, path, slot));
        if (value === undefined) continue;
        filled += 1;
        const after = text.slice(0, range.start) + value + text.slice(range.end);
        const more = worse(before, tally(parseSpec(parser, after)));
        expect(more, `seed ${seed}, ${slot} ${value}:\n${text}\n--- to ---\n${after}`).toEqual([]);
      }
    }
    expect(filled).toBeGreaterThan(CASES);
  },
  PATIENCE,
);

interface ValueHole {
  readonly trace: TraceItem;
  readonly path: readonly Statement[];
  readonly call: Call;
  readonly slot: Slot;
  readonly range: TextRange;
}

function holesOf(spec: Spec): ValueHole[] {
  const holes: ValueHole[] = [];
  for (const trace of spec.items) {
    if (trace.kind !== 'trace') continue;
    const visit = (path: readonly Statement[], body: readonly Statement[]) => {
      for (const statement of body) {
        const inner = [...path, statement];
        if (statement.kind === 'call') holes.push(...holesIn(trace, inner, statement));
        if ('body' in statement) visit(inner, statement.body as readonly Statement[]);
      }
    };
    visit([], trace.body);
  }
  return holes;
}

function holesIn(trace: TraceItem, path: readonly Statement[], call: Call): ValueHole[] {
  const { duration } = call.modifiers;
  const hole = (slot: Slot, range: TextRange): ValueHole => ({ trace, path, call, slot, range });
  return [
    ...(typeof call.type === 'string' ? [] : [hole('type', call.type.range)]),
    ...('kind' in call.callee ? [hole('callee', call.callee.range)] : []),
    ...(duration?.kind === 'hole' ? [hole('duration', duration.range)] : []),
  ];
}

/** A value for the hole that its bounds allow; `undefined` where none is found. */
function draw(random: Random, call: Call, slot: Slot, bounds: ValueBounds): string | undefined {
  if (slot === 'duration') {
    if (bounds.min > bounds.max) return undefined;
    return `${bounds.min + Math.floor(random.next() * Math.min(1e8, bounds.max - bounds.min + 1))}ns`;
  }
  const type = typeof call.type === 'string' ? call.type : randomType(random);
  const name = slot === 'type' ? randomType(random) : calleeFor(random, type);
  const { range } = call;
  const changed =
    slot === 'type' ? { ...call, type: name as Call['type'] } : { ...call, callee: { value: name, range } };
  if (slot === 'type' && isStoreType(name) !== isStoreType(type)) return undefined;
  if (bounds.forbidden.some((pattern) => matches(pattern, changed, NO_ALIASES) !== 'no')) return undefined;
  if (bounds.required.some((pattern) => matches(pattern, changed, NO_ALIASES) === 'no')) return undefined;
  if (bounds.order.some((rule) => waitsFor(rule, changed))) return undefined;
  return name;
}

function waitsFor({ first, second }: ValueBounds['order'][number], call: Call): boolean {
  return matches(second, call, NO_ALIASES) !== 'no' && matches(first, call, NO_ALIASES) === 'no';
}
