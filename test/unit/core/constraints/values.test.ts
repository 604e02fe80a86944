import { describe, expect, it } from 'vitest';
import { testParser } from '../../../support/parser.ts';
import { fixed, messages, withFindings } from './findings.ts';

const parser = await testParser();

function expectMarked(text: string): void {
  expect(withFindings(parser, text)).toBe(text);
}

describe('ranges', () => {
  it('marks one whose ends are the wrong way round, wherever it stands', () => {
    expectMarked(`latency { rpc * 20..10ms }
                ^^^^^^^^ reversed-range
trace t {
  rpc a 1s..10ms
        ^^^^^^^^ reversed-range
  repeat 4..1 { rpc b { k = 5..3 } }
         ^^^^ reversed-range
                            ^^^^ reversed-range
  rpc c ?(9..5ms)
          ^^^^^^ reversed-range
  require { calls 9..1 }
                  ^^^^ reversed-range
}`);
  });

  it('offers to swap them, the unit kept', () => {
    expect(fixed(parser, 'trace t { rpc a 20..10ms }', 'Write 10ms..20ms')).toBe(
      'trace t { rpc a 10ms..20ms }',
    );
  });
});

describe('units', () => {
  it('marks times without one, and counts with one', () => {
    expectMarked(`latency { rpc * 5 }
                ^ wrong-unit
trace t {
  rpc a @5 after 3 timeout 7
         ^ wrong-unit
                 ^ wrong-unit
                           ^ wrong-unit
  require {
    duration < 5
               ^ wrong-unit
    calls < 5ms
            ^^^ wrong-unit
    every rpc: depth < 3s
                       ^^ wrong-unit
  }
}`);
  });

  it('offers milliseconds', () => {
    expect(fixed(parser, 'trace t { rpc a @5 }', 'Write 5ms')).toBe('trace t { rpc a @5ms }');
  });
});

describe('laws', () => {
  it('knows the laws of the language', () => {
    expectMarked(`latency {
  rpc a ~lognormal(p50=4ms, p99=60ms)
  rpc b ~exp(mean=3ms)
  rpc c ~pareto(min=2ms, shape=1.5)
  rpc d ~mix(95% 80..200ms, 5% ~exp(mean=1s))
  rpc e ~empirical("durations.csv")
  rpc f ~lognormal(p50=4ms, p999=60ms)
}`);
  });

  it('marks a name that no law has, and offers one that is spelled nearly so', () => {
    const text = `latency {
  rpc a ~lognorml(p50=4ms, p99=60ms)
         ^^^^^^^^ unknown-law
}`;
    expectMarked(text);
    expect(fixed(parser, text, 'Change to `lognormal`')).toContain('~lognormal(p50=4ms');
  });

  it('marks parameters that are unknown, missing, without unit or out of order', () => {
    expectMarked(`latency {
  rpc a ~lognormal(p50=4ms, p101=60ms)
                                 ^^^^ law-parameters
  rpc b ~lognormal(p50=4ms)
        ^^^^^^^^^^^^^^^^^^^ law-parameters
  rpc c ~exp(mean=3)
        ^^^^^^^^^^^^ law-parameters
  rpc d ~lognormal(p50=60ms, p99=4ms)
        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ law-parameters
  rpc e ~mix()
        ^^^^^^ law-parameters
}`);
  });

  it('takes parameters without unit where no time is meant', () => {
    expectMarked('trace t { rpc a { size = ~exp(mean=3) } }');
  });
});

describe('shares', () => {
  it('marks those that exclude each other and add up to more than all', () => {
    expectMarked(`trace t {
  choose {
  ^^^^^^ shares-over-100
    80%: rpc a
    30%: rpc b
  }
  80%: rpc c
  30%: rpc d
  rpc e 5ms 95%, 90ms 6% { code = 200 99%, 500 2% }
        ^^^^^^^^^^^^^^^^ shares-over-100
                                  ^^^^^^^^^^^^^^^ shares-over-100
}
scenario s {
  mix 80% t, 30% t
  ^^^^^^^^^^^^^^^^ shares-over-100
}`);
  });

  it('forgives thirds', () => {
    expectMarked('trace t { choose { 33.3%: rpc a\n 33.3%: rpc b\n 33.4%: rpc c } }');
  });

  it('says what they add up to', () => {
    expect(messages(parser, 'trace t { choose { 80%: rpc a\n 30.5%: rpc b } }')).toEqual([
      'The shares add up to 110.5%, more than 100%, in `choose`.',
    ]);
  });
});

describe('scenarios', () => {
  it('marks a trace that is not there, and offers one that is spelled nearly so', () => {
    const text = `trace "place order" { rpc a }
trace browse { rpc a }
scenario s {
  mix 80% browze, 20% "place ordr"
          ^^^^^^ unknown-trace
                      ^^^^^^^^^^^^ unknown-trace
}`;
    expectMarked(text);
    expect(fixed(parser, text, 'Change to browse')).toContain('80% browse,');
    expect(fixed(parser, text, 'Change to "place order"')).toContain('20% "place order"');
  });
});
