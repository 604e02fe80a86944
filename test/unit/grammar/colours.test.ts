import { readdirSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import type { IGrammar } from 'vscode-textmate';
import { colourGrammar, colours } from '../../support/tokenize.ts';

let grammar: IGrammar;

beforeAll(async () => {
  grammar = await colourGrammar();
});

describe('a word is coloured by its place', () => {
  test('the type of a call, its callee and its operation', () => {
    expect(colours(grammar, '  async rpc orders-db "SELECT" 8ms')).toBe(`  async rpc orders-db "SELECT" 8ms
  ^^^^^ storage.modifier
        ^^^ keyword.control.call
            ^^^^^^^^^ entity.name.type.service
                      ^^^^^^^^ string.quoted.double entity.name.function.operation
                               ^^^ constant.numeric.time`);
  });

  test('keywords in the place of names are names', () => {
    expect(colours(grammar, 'rpc trace par')).toBe(`rpc trace par
^^^ keyword.control.call
    ^^^^^ entity.name.type.service
          ^^^ entity.name.function.operation`);
  });

  test('keywords in the place of keys are keys', () => {
    expect(colours(grammar, 'in = 3')).toBe(`in = 3
^^ variable.other.property
   ^ keyword.operator.assignment
     ^ constant.numeric`);
  });

  test('a muted statement is dimmed to the end of its block, and no further', () => {
    expect(colours(grammar, '/- rpc a {\n  db b "}" {\n  }\n}\nrpc c')).toBe(`/- rpc a {
^^^^^^^^^^ comment.block.muted
  db b "}" {
^^^^^^^ comment.block.muted
       ^^^ comment.block.muted string.quoted.double
          ^^ comment.block.muted
  }
^^^ comment.block.muted
}
^ comment.block.muted
rpc c
^^^ keyword.control.call
    ^ entity.name.type.service`);
  });

  test('a string that is not closed ends with its line', () => {
    expect(colours(grammar, 'x = "abc\nrpc c')).toContain('rpc c\n^^^ keyword.control.call');
  });
});

test.each(readdirSync('examples').filter((name) => name.endsWith('.trace')))(
  'the colours of %s',
  async (name) => {
    const text = readFileSync(`examples/${name}`, 'utf8');
    await expect(colours(grammar, text)).toMatchFileSnapshot(`colours/${name}.txt`);
  },
);
