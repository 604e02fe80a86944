import { describe, expect, it } from 'vitest';
import type { Conditions } from '../../../../server/src/core/constraints/conditions.ts';
import { printPattern } from '../../../../server/src/core/print/print-names.ts';
import { parseSpec } from '../../../../server/src/core/spec/build.ts';
import { fixture } from '../../../support/fixture.ts';
import { testParser } from '../../../support/parser.ts';
import { conditionsIn } from './place-in.ts';

const parser = await testParser();
const MS = 1e6;
const ANY = Number.POSITIVE_INFINITY;

/** The conditions at `$0`. */
function at(marked: string): Conditions {
  const { text, offset } = fixture(marked);
  return conditionsIn(parseSpec(parser, text), offset);
}

describe('calls left', () => {
  it('are unlimited without a constraint', () => {
    expect(at('trace t { rpc a; $0 }').calls).toEqual({ min: 0, max: ANY });
  });

  it('are what the written calls leave of the limit', () => {
    expect(at('trace t { rpc a { rpc b x2; $0 }; require { calls 8..10 } }').calls).toEqual({
      min: 0,
      max: 7,
    });
  });

  it('must be added where the only open hole is filled', () => {
    expect(at('trace t { rpc a { $0... }; require { calls 8..10 } }').calls).toEqual({ min: 7, max: 9 });
    expect(at('trace t { rpc a { $0... }; ...; require { calls 8..10 } }').calls).toEqual({ min: 0, max: 9 });
  });

  it('leave room for what other holes must hold', () => {
    const text = 'trace t { $0...; ... calls 3..9; require { calls <= 5 } }';
    expect(at(text).calls.max).toBe(2);
  });

  it('count as often as the place is run through', () => {
    expect(at('trace t { repeat 3 { $0 }; require { calls <= 10 } }').calls.max).toBe(3);
    expect(at('trace t { rpc a x2 { $0 }; require { calls <= 10 } }').calls.max).toBe(4);
  });

  it('follow the wishes of the hole itself', () => {
    expect(at('trace t { $0... calls 3..10, depth <= 2 }')).toMatchObject({
      calls: { min: 3, max: 10 },
      depth: { min: 1, max: 2 },
    });
  });

  it('follow what is required of the calls around', () => {
    expect(at('trace t { rpc a { rpc b; $0 }; require { every rpc: calls <= 3 } }').calls.max).toBe(2);
    expect(at('trace t { $0; require { every rpc: calls <= 3 } }').calls.max).toBe(4);
  });
});

describe('levels left', () => {
  it('are counted from the place', () => {
    expect(at('trace t { rpc a { par { $0 } }; require { depth <= 4 } }').depth).toEqual({ min: 0, max: 3 });
    expect(at('trace t { rpc a { $0... }; require { depth 4 } }').depth).toEqual({ min: 3, max: 3 });
  });
});

describe('time left', () => {
  it('is unlimited in a caller that is open', () => {
    expect(at('trace t { http web { rpc a 5ms; $0 } }').time.max).toBe(ANY);
  });

  it('is what the siblings leave of the caller', () => {
    expect(at('trace t { http web 100ms { rpc a 30ms; $0; rpc b 20ms after 5ms } }').time.max).toBe(45 * MS);
    expect(at('trace t { http web 50..100ms { rpc a 30..90ms; $0 } }').time.max).toBe(70 * MS);
  });

  it('does not wait for async siblings', () => {
    expect(at('trace t { http web 100ms { async rpc a 90ms; $0 } }').time.max).toBe(100 * MS);
  });

  it('is the whole for each branch of par, and what is left after a pinned line', () => {
    expect(at('trace t { http web 100ms { rpc a 20ms; par { rpc b 70ms; $0 } } }').time.max).toBe(80 * MS);
    expect(at('trace t { http web 100ms { rpc a @60ms 10ms; $0 } }').time.max).toBe(30 * MS);
  });

  it('is bounded by every limit around', () => {
    expect(at('trace t within 60ms { http web { rpc a 20ms { $0 }; rpc b 10ms } }').time.max).toBe(20 * MS);
    expect(at('trace t within 60ms { http web { rpc a { $0 }; rpc b 10ms } }').time.max).toBe(50 * MS);
    expect(at('trace t { http web { rpc a { $0 }; rpc b 10ms }; require { duration < 1s } }').time.max).toBe(
      990 * MS - 1,
    );
    expect(at('trace t { http web { rpc a within 5ms { $0 } } }').time.max).toBe(5 * MS);
    expect(at('trace t { http web { $0... within 7ms } }').time.max).toBe(7 * MS);
  });

  it('shares out over repetitions', () => {
    expect(at('trace t { http web 100ms { repeat 4 { rpc a 10ms; $0 } } }').time.max).toBe(15 * MS);
    expect(at('trace t { http web 100ms { rpc a x5 { $0 } } }').time.max).toBe(20 * MS);
  });

  it('is not bounded outside an async caller', () => {
    expect(at('trace t { http web 10ms { async rpc a { $0 } } }').time.max).toBe(ANY);
  });

  it('is none where the caller is full', () => {
    expect(at('trace t { http web 10ms { rpc a 10ms; $0 } }').time.max).toBe(0);
  });
});

describe('what must not be added', () => {
  it('comes from never and no around the place', () => {
    const { forbidden, forbiddenEdges } = at(
      'service cart as cart-a\ntrace t { rpc a { $0... no mq }; require { never rpc cart; never web -> db } }',
    );
    expect(forbidden.map(printPattern)).toEqual(['mq', 'rpc cart', 'rpc cart-a']);
    expect(forbiddenEdges).toEqual([{ caller: 'web', callee: 'db' }]);
  });

  it('leaves out what is required elsewhere', () => {
    expect(at('trace t { rpc a { require { never mq } }; $0 }').forbidden).toEqual([]);
  });

  it('takes in calls that would have to make calls, or to last longer than there is time', () => {
    expect(at('trace t { $0; require { every rpc: calls >= 1 } }').forbidden.map(printPattern)).toEqual([
      'rpc',
    ]);
    expect(
      at('trace t { http web 10ms { $0 }; require { every db: duration > 1s } }').forbidden.map(printPattern),
    ).toEqual(['db']);
  });
});

describe('counts, durations and order', () => {
  it('says how many more of a kind may and must come', () => {
    const count = (text: string) =>
      at(text).counts.map(({ pattern, ...rest }) => [printPattern(pattern), rest]);
    expect(count('trace t { db a; $0; require { count(db) <= 3 } }')).toEqual([['db', { min: 0, max: 2 }]]);
    expect(count('trace t { db a; $0...; require { count(db) 3 } }')).toEqual([['db', { min: 2, max: 2 }]]);
    expect(count('trace t { $0... include rpc stock; require { some rpc pay } }')).toEqual([
      ['rpc stock', { min: 1, max: ANY }],
      ['rpc pay', { min: 1, max: ANY }],
    ]);
    expect(count('trace t { $0...; ...; require { some rpc pay } }')).toEqual([]);
  });

  it('says how long each call of a kind may be', () => {
    const [limit] = at('trace t { $0; require { every db: duration < 100ms } }').durations;
    expect(limit).toMatchObject({ min: 0, max: 100 * MS - 1 });
  });

  it('says whether what must come first stands before the place', () => {
    const met = (body: string) =>
      at(`trace t { ${body}\n require { rpc fraud before rpc pay } }`).order.map((rule) => rule.met);
    expect(met('$0; rpc fraud')).toEqual([false]);
    expect(met('rpc fraud; $0')).toEqual([true]);
    expect(met('rpc fraud { rpc a { $0 } }')).toEqual([true]);
    expect(met('choose { 50%: rpc fraud\n 50%: { $0 } }')).toEqual([false]);
  });

  it('asks for the first where a later call waits for it and nothing else could bring it', () => {
    const { counts } = at('trace t { $0...; rpc pay; require { rpc fraud before rpc pay } }');
    expect(counts.map(({ pattern, min }) => [printPattern(pattern), min])).toEqual([['rpc fraud', 1]]);
  });

  it('asks for enough time where the trace must last', () => {
    const { durations, counts } = at('trace t { rpc a 10ms; $0...; require { duration > 1s } }');
    expect(durations.map(({ min }) => min)).toEqual([990 * MS + 1]);
    expect(counts.map(({ min }) => min)).toEqual([1]);
  });

  it('passes moods on', () => {
    expect(at('trace t { $0... rare, slow }')).toMatchObject({ rare: true, slow: true });
  });
});

describe('impossible', () => {
  const reason = (text: string) => at(text).impossible?.reason;

  it('is absent where something can be added', () => {
    expect(reason('trace t { rpc a { $0 } }')).toBeUndefined();
  });

  it('is below a store, in an exact trace and in what is muted', () => {
    expect(reason('trace t { db a { $0 } }')).toMatch('a store or queue makes no calls');
    expect(reason('trace t exact { $0 }')).toMatch('an exact trace');
    expect(reason('trace t { /- rpc a { $0 } }')).toMatch('muted');
  });

  it('is where a limit leaves nothing, and names the clause', () => {
    const text = 'trace t { rpc a; $0; require { calls <= 1 } }';
    const { impossible } = at(text);
    expect(impossible?.reason).toBe('`calls <= 1` leaves no calls to add.');
    const plain = text.replace('$0', '');
    expect(plain.slice(impossible?.clause?.start, impossible?.clause?.end)).toBe('calls <= 1');
    expect(reason('trace t { rpc a { $0 }; require { depth 1 } }')).toBe(
      '`depth 1` leaves no levels of calls to add.',
    );
  });

  it('is where wishes cannot be granted', () => {
    expect(reason('trace t { $0... calls 8; require { calls <= 5 } }')).toBe(
      '`calls 8` and `calls <= 5` cannot both be met here.',
    );
    expect(reason('trace t { $0... include rpc stock; require { never rpc stock } }')).toBe(
      '`include rpc stock` asks for a call that is forbidden here.',
    );
    expect(reason('trace t { $0... include rpc a, include rpc b; require { calls 1 } }')).toMatch(
      'takes 2 calls',
    );
    expect(reason('trace t { rpc web { $0... include db x, depth 1 }; require { never web -> x } }')).toBe(
      '`include db x` asks for a call that nothing here may make.',
    );
  });
});
