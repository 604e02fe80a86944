import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../../../server/src/core/text/apply-edits.ts';
import { onOwnLines } from '../../../../server/src/generate/session/own-lines.ts';

const TWO = 'rpc cart Get\n    db cart-db';

/** `source` with `text` in place of its `...`, two levels down. */
function filled(source: string, text: string): string {
  const start = source.indexOf('...');
  return applyEdits(source, [onOwnLines(source, { range: { start, end: start + 3 }, text }, '    ', '  ')]);
}

describe('calls in place of `...`', () => {
  it('stand where it stood, alone on its line', () => {
    expect(filled('  http web {\n    ...\n  }', TWO)).toBe(`  http web {\n    ${TWO}\n  }`);
  });

  it('come to lines of their own between braces on one line', () => {
    expect(filled('  http web { ... }', TWO)).toBe(`  http web {\n    ${TWO}\n  }`);
  });

  it('leave a comment behind them where it is', () => {
    expect(filled('  http web {\n    ... # the rest\n  }', TWO)).toBe(
      `  http web {\n    ${TWO} # the rest\n  }`,
    );
  });

  it('stand between others of their line', () => {
    expect(filled('  http web { rpc a; ...; rpc b }', TWO)).toBe(
      `  http web { rpc a;\n    ${TWO}\n  rpc b }`,
    );
  });
});
