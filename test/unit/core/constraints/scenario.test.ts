import { describe, expect, it } from 'vitest';
import { testParser } from '../../../support/parser.ts';
import { check } from './findings.ts';

const parser = await testParser();

const TRACES = `trace browse { http web { rpc cart Get; db carts } }
trace checkout { http web { ... } }
trace other { http web { db carts } }
`;

/** What is found, as code, marked text and the texts of what it is related to. */
function findings(requirements: string, mix = 'mix 80% browse, 20% checkout') {
  const text = `${TRACES}scenario friday {\n  ${mix}\n  ${requirements}\n}\n`;
  const spelled = ({ start, end }: { start: number; end: number }) => text.slice(start, end);
  return check(parser, text).map(({ code, range, related }) =>
    [code, spelled(range), ...(related ?? []).map((each) => spelled(each.range))].join(' / '),
  );
}

describe('conditions of a scenario', () => {
  it('mark the line of a mixed trace that breaks them', () => {
    expect(findings('require { never db }')).toEqual(['constraint-never / db carts / never db']);
    expect(findings('require { calls <= 2 }')).toEqual(['constraint-calls / db carts / calls <= 2']);
  });

  it('are marked where no line of a mixed trace is guilty', () => {
    expect(findings('require { some rpc pay }')).toEqual(['constraint-some / some rpc pay / browse']);
  });

  it('that clash are found once, however many traces are mixed', () => {
    expect(findings('require { calls 5..9; calls <= 3 }', 'mix 50% checkout, 50% other')).toEqual([
      'constraint-calls / calls 5..9 / other',
      'clashing-constraints / calls <= 3 / calls 5..9 / other',
    ]);
  });

  it('speak of no other trace, and not where they are muted', () => {
    expect(findings('require { never db }', 'mix 100% checkout')).toEqual([]);
    expect(findings('require { /- never db }')).toEqual([]);
    expect(findings('/- require { never db }')).toEqual([]);
  });
});
