import { describe, expect, it } from 'vitest';
import { checkSpec } from '../../../../server/src/core/constraints/check.ts';
import { conditionsAt } from '../../../../server/src/core/constraints/conditions-at.ts';
import { parseSpec } from '../../../../server/src/core/spec/build.ts';
import type { Call, Spec, Statement, TraceItem } from '../../../../server/src/core/spec/spec.ts';
import { symbolsOf } from '../../../../server/src/core/symbols/symbols-of.ts';
import { testParser } from '../../../support/parser.ts';
import { layoutSpec } from '../../../support/views.ts';

const parser = await testParser();
const DEPTH = 100_000;
const PLACE = { start: 0, end: 1 };

/** A trace of calls, each inside the one before it; deeper than any text that can be parsed. */
function nested(depth: number): { readonly spec: Spec; readonly trace: TraceItem } {
  let body: readonly Statement[] = [];
  for (let level = 0; level < depth; level++) body = [callOf(`s${level % 50}`, body)];
  const requirement = parseSpec(
    parser,
    `trace t { require {
    duration < 2s; calls 8..40; depth <= 5; count(rpc s1) == 1; some rpc s2
    rpc s3 before rpc s4; never s1 -> s0; every rpc: depth <= 9
  } }`,
  ).items[0];
  if (requirement?.kind !== 'trace') throw new Error('The clauses are a trace.');
  const trace = { ...requirement, body: [...body, ...requirement.body] };
  return { spec: { items: [trace], trailing: [] }, trace };
}

function callOf(service: string, body: readonly Statement[]): Call {
  return {
    kind: 'call',
    range: PLACE,
    async: false,
    type: 'rpc',
    typeRange: PLACE,
    callee: { value: service, range: PLACE },
    modifiers: {},
    bodyRange: PLACE,
    body,
  };
}

describe('hostile traces', () => {
  const { spec, trace } = nested(DEPTH);

  it('are checked, however deep they nest', () => {
    const codes = new Set(checkSpec(spec).map((finding) => finding.code));
    expect(codes).toContain('constraint-depth');
    expect(codes).toContain('constraint-calls');
  });

  it('are drawn and indexed, however deep they nest', () => {
    const [view] = layoutSpec(spec, []);
    expect(view?.rows).toHaveLength(DEPTH);
    expect(view?.graph.nodes).toHaveLength(51);
    expect(symbolsOf(spec).services.size).toBe(50);
  });

  it('have conditions at their bottom', () => {
    const path: Statement[] = [];
    for (let step = trace.body[0]; step?.kind === 'call'; step = step.body[0]) path.push(step);
    expect(conditionsAt(spec, trace, { path, index: 0 }).impossible).toBeDefined();
  });
});

describe('many of everything', () => {
  const many = (count: number, line: (index: number) => string) =>
    Array.from({ length: count }, (_, i) => line(i)).join('\n');

  it('is checked: clauses', () => {
    const text = `trace t { rpc a\n rpc b\n require {\n${many(3000, (i) => `count(rpc s${i}) <= ${i % 3}\nsome rpc s${i}`)}\n} }`;
    expect(checkSpec(parseSpec(parser, text)).length).toBeGreaterThanOrEqual(3000);
  });

  it('is checked: labels, links, ids and wishes', () => {
    const text = `trace t {\n${many(3000, (i) => `send kafka x as same\nrecv a x { link gone${i} }\n... include rpc s${i}`)}\n}`;
    expect(checkSpec(parseSpec(parser, text))).toHaveLength(2999 + 3000);
  });

  it('is checked: orders, pinned lines and alternatives', () => {
    const text = `trace t {\n${many(3000, (i) => `rpc b @${i}ms 1ms\n1%: rpc c`)}\n rpc a @9h\n require {\n${many(20, () => 'rpc a before rpc b')}\n} }`;
    expect(checkSpec(parseSpec(parser, text)).length).toBe(20 * 3000);
  });
});
