import { beforeAll, describe, expect, test } from 'vitest';
import { printSpec } from '../../../../server/src/core/print/print.ts';
import { parseSpec } from '../../../../server/src/core/spec/build.ts';
import type { Spec } from '../../../../server/src/core/spec/spec.ts';
import { childrenOf } from '../../../../server/src/core/spec/walk.ts';
import type { TraceParser } from '../../../../server/src/core/syntax/parser.ts';
import { testParser } from '../../../support/parser.ts';

let parser: TraceParser;

beforeAll(async () => {
  parser = await testParser();
});

/** Every entry as `kind: callee`, indented by its depth. */
function outline(spec: Spec): readonly string[] {
  const lines: string[] = [];
  const visit = (entries: Spec['items'] | ReturnType<typeof childrenOf>, indent: string): void => {
    for (const entry of entries) {
      const name = entry.kind === 'call' && 'value' in entry.callee ? `: ${String(entry.callee.value)}` : '';
      lines.push(`${indent}${entry.kind}${name}`);
      visit(childrenOf(entry), `${indent}  `);
    }
  };
  visit(spec.items, '');
  return lines;
}

describe('the spec of a broken text', () => {
  test('keeps the block below a misspelt word', () => {
    const text = `trace a {
  rcp cart Get 8ms {
    db carts SELECT
  }
  rpc after A
}
`;
    const spec = parseSpec(parser, text);
    expect(outline(spec)).toEqual(['trace', '  call: cart', '    call: carts', '  call: after']);
    expect(printSpec(spec)).toBe(text);
  });

  test('keeps every statement behind a brace that is not closed, and the trace below it', () => {
    const spec = parseSpec(parser, 'trace a {\n  rpc b C {\n    rpc d E\n}\n\ntrace x {\n  rpc y Z\n}\n');
    expect(outline(spec)).toEqual(['trace', '  call: b', '    call: d', 'trace', '  call: y']);
  });

  test('keeps calls that stand outside every trace as text', () => {
    const text = 'trace a {\n  rpc b C\n}\nrpc d E {\n  db f\n}\n';
    const spec = parseSpec(parser, text);
    expect(outline(spec)).toEqual(['trace', '  call: b', 'unreadable']);
    expect(printSpec(spec)).toBe(text);
  });
});
