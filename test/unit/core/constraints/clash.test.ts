import { describe, expect, it } from 'vitest';
import { testParser } from '../../../support/parser.ts';
import { check } from './findings.ts';

const parser = await testParser();

/** The clashes of a trace with an open body and these clauses, as the texts of both sides. */
function clashes(clauses: string, body = '...'): readonly string[] {
  const text = `trace t { ${body}\n require { ${clauses} } }`;
  return check(parser, text)
    .filter((finding) => finding.code === 'clashing-constraints')
    .map(({ range, related }) => {
      const [other] = related ?? [];
      const spelled = (place: { start: number; end: number }) => text.slice(place.start, place.end);
      return `${spelled(range)} / ${other ? spelled(other.range) : ''}`;
    });
}

describe('constraints that no trace can meet', () => {
  it('finds limits on the same quantity that leave nothing', () => {
    expect(clashes('calls 8..40; calls <= 5')).toEqual(['calls <= 5 / calls 8..40']);
    expect(clashes('duration > 2s; within 1s')).toEqual(['within 1s / duration > 2s']);
    expect(clashes('depth 3; depth < 3')).toEqual(['depth < 3 / depth 3']);
    expect(clashes('calls 8..40; calls <= 8; duration < 2s; duration > 1s')).toEqual([]);
  });

  it('names both sides in the message', () => {
    const [finding] = check(parser, 'trace t { ...\n require { calls 8..40; calls <= 5 } }');
    expect(finding?.message).toBe('No trace can meet both `calls 8..40` and `calls <= 5`.');
  });

  it('knows that each level takes a call', () => {
    expect(clashes('depth 5; calls 3')).toEqual(['calls 3 / depth 5']);
    expect(clashes('depth <= 5; calls 3')).toEqual([]);
    expect(clashes('calls 3; depth < 1')).toEqual(['depth < 1 / calls 3']);
  });

  it('finds a call that is asked for and forbidden', () => {
    expect(clashes('count(db a) == 1; never db')).toEqual(['never db / count(db a) == 1']);
    expect(clashes('some send kafka; no mq')).toEqual(['no mq / some send kafka']);
    expect(clashes('some rpc a; count(rpc a) == 0')).toEqual(['count(rpc a) == 0 / some rpc a']);
    expect(clashes('some rpc a; never rpc a Run')).toEqual([]);
  });

  it('finds an edge that is needed and forbidden', () => {
    expect(clashes('some rpc db; never * -> db')).toEqual(['never * -> db / some rpc db']);
    expect(clashes('some rpc db; never web -> db')).toEqual([]);
    expect(clashes('never web -> db', 'http web { ... include db db, depth 1 }')).toEqual([
      'never web -> db / include db db',
    ]);
    expect(clashes('never web -> db', 'http web { ... include db db, depth 2 }')).toEqual([]);
  });

  it('finds counts that leave no number', () => {
    expect(clashes('count(db a) >= 2; count(db a) < 2')).toEqual(['count(db a) < 2 / count(db a) >= 2']);
  });

  it('finds more calls asked for than there may be', () => {
    expect(clashes('count(rpc a) == 3; calls <= 2')).toEqual(['calls <= 2 / count(rpc a) == 3']);
    expect(clashes('count(rpc a) == 3; count(rpc b) == 3; calls <= 5')).toEqual([
      'calls <= 5 / count(rpc b) == 3',
    ]);
    expect(clashes('count(rpc a) == 3; count(rpc) == 3; calls <= 5')).toEqual([]);
  });

  it('follows an order to what it asks for', () => {
    expect(clashes('some rpc pay; rpc fraud before rpc pay; never rpc fraud')).toEqual([
      'never rpc fraud / rpc fraud before rpc pay',
    ]);
    expect(clashes('rpc fraud before rpc pay; never rpc fraud')).toEqual([]);
  });

  it('finds two orders that each want to be first, where they matter', () => {
    const both = 'rpc a before rpc b; rpc b before rpc a';
    expect(clashes(both)).toEqual([]);
    expect(clashes(`${both}; some rpc a`)).toEqual(['rpc b before rpc a / rpc a before rpc b']);
  });

  it('compares a wish with what holds around it', () => {
    expect(clashes('calls <= 5', 'http web { ... calls 8..40 }')).toEqual(['calls <= 5 / calls 8..40']);
    expect(clashes('calls <= 6', 'http web { ... calls 5 }')).toEqual([]);
    expect(clashes('calls <= 6', 'http web { ... calls 6 }')).toEqual(['calls <= 6 / calls 6']);
    expect(clashes('depth <= 2', 'http web { rpc a { ... depth 1 } }')).toEqual(['depth <= 2 / depth 1']);
    expect(clashes('never rpc stock', '... include rpc stock')).toEqual([
      'never rpc stock / include rpc stock',
    ]);
  });

  it('is said once of what a `...` asks for against a clause around it', () => {
    const codes = (text: string) => check(parser, text).map(({ code }) => code);
    expect(codes('trace t { http web { ... calls 9 }\n require { calls <= 5 } }')).toEqual([
      'clashing-constraints',
    ]);
    expect(codes('trace t { http web { ... depth 9 }\n require { depth <= 5 } }')).toEqual([
      'clashing-constraints',
    ]);
    // The `...` alone would fit.
    expect(codes('trace t { http web { rpc a; ... calls 4 }\n require { calls <= 5 } }')).toEqual([
      'constraint-calls',
    ]);
  });

  it('lets be what may not happen, or is not waited for', () => {
    expect(clashes('calls <= 5', '10%: { ... calls 8..40 }')).toEqual([]);
    expect(clashes('within 1s', 'http web { async rpc a { require { duration > 2s } } }')).toEqual([]);
    expect(clashes('within 1s', 'http web { rpc a { require { duration > 2s } } }')).toEqual([
      'within 1s / duration > 2s',
    ]);
  });
});
