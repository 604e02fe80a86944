import { beforeAll, describe, expect, test } from 'vitest';
import type { TraceParser } from '../../../../server/src/core/syntax/parser.ts';
import { childrenOf, walkTree } from '../../../../server/src/core/syntax/traverse.ts';
import { testParser } from '../../../support/parser.ts';

let parser: TraceParser;

beforeAll(async () => {
  parser = await testParser();
});

describe('childrenOf', () => {
  test('gives every child with its field', () => {
    const document = parser.open('trace a { async rpc cart Get 8ms ok }');
    const call = document.root.descendantsOfType('call')[0];
    const children = call === undefined ? [] : childrenOf(call);
    expect(children.map(({ field, node }) => `${field ?? '-'}: ${node.type}`)).toEqual([
      '-: async',
      'type: call_type',
      'callee: name',
      'operation: name',
      '-: lasting',
      '-: status',
    ]);
    document.dispose();
  });
});

describe('walkTree', () => {
  test('visits parents first and skips what it is told to', () => {
    const document = parser.open('trace a {\n rpc b C { db d }\n}\nservice e');
    const seen: string[] = [];
    walkTree(document.root, (cursor) => {
      if (cursor.nodeIsNamed) seen.push(cursor.nodeType);
      return cursor.nodeType !== 'call';
    });
    expect(seen).toEqual(['source_file', 'trace', 'name', 'body', 'call', 'service', 'name']);
    document.dispose();
  });

  test('walks 100,000 nested blocks', () => {
    const document = parser.open(`trace a {${'par {'.repeat(100_000)}${'}'.repeat(100_001)}`);
    let blocks = 0;
    walkTree(document.root, (cursor) => {
      if (cursor.nodeType === 'par' && cursor.nodeIsNamed) blocks += 1;
      return true;
    });
    expect(blocks).toBe(100_000);
    document.dispose();
  });
});
