import { describe, expect, it } from 'vitest';
import { testParser } from '../../../support/parser.ts';
import { check, fixed, messages, withFindings } from './findings.ts';

const parser = await testParser();

function expectMarked(text: string): void {
  expect(withFindings(parser, text)).toBe(text);
}

describe('duration', () => {
  it('marks the innermost call that makes it impossible', () => {
    expectMarked(`trace t {
  http web "POST /orders" {
    rpc a 500ms
    par {
      rpc b 100ms { db x 50ms }
      rpc c { db slow 1800ms; rpc d }
              ^^^^^^^ constraint-duration
    }
    rpc e 1s
  }
  require { duration < 2s }
}`);
  });

  it('names the clause and points to it', () => {
    const text = 'trace t {\n  rpc a 3s\n  require { duration < 2s }\n}';
    const [finding] = check(parser, text);
    expect(finding?.message).toBe('This breaks `duration < 2s`: it lasts at least 3s with `rpc a`.');
    const [related] = finding?.related ?? [];
    expect(text.slice(related?.range.start, related?.range.end)).toBe('duration < 2s');
  });

  it('is no error as long as it could be met', () => {
    expectMarked(`trace t within 2s {
  http web {
    rpc a 100ms..5s
    rpc b ~lognormal(p50=3s, p99=9s)
    rpc c ?
    40%: rpc d 9s
    async rpc e 1m
    ...
  }
}`);
  });

  it('holds for the line it stands on, and for the call whose body it stands in', () => {
    expectMarked(`trace t {
  http web within 20ms {
    rpc a 30ms
    ^^^^^ constraint-duration
  }
  http web {
    rpc b 30ms
    ^^^^^ constraint-duration
    require { duration <= 20ms }
  }
}`);
  });

  it('takes the limit itself as met only where the operator includes it', () => {
    expectMarked(`trace t { rpc a 2s; require { duration <= 2s } }
trace u { rpc a 2s; require { duration < 2s } }
          ^^^^^ constraint-duration
trace v { rpc a 2s; require { duration 1..2s } }`);
  });

  it('marks what can only be too short', () => {
    expectMarked(`trace t {
  rpc a 10ms
  require { duration > 1s }
            ^^^^^^^^^^^^^ constraint-duration
}
trace u {
  rpc a
  require { duration > 1s }
}
trace v {
  rpc a 10ms { require { duration > 1s } }
  ^^^^^ constraint-duration
}`);
  });

  it('counts repetitions', () => {
    expectMarked(`trace t within 100ms {
  repeat 5..9 {
  ^^^^^^^^^^^ constraint-duration
    rpc a 15ms
    rpc b x2 5ms
  }
}`);
  });
});

describe('calls', () => {
  it('marks the first call that is too many', () => {
    expectMarked(`trace t {
  http web {
    rpc a x3
    rpc b
    ^^^^^ constraint-calls
    rpc c
  }
  require { calls <= 4 }
}`);
  });

  it('marks the clause where there are too few and nothing is open', () => {
    expectMarked(`trace t {
  http web { rpc a }
  require {
    calls 8..40
    ^^^^^^^^^^^ constraint-calls
  }
}
trace u {
  http web { rpc a; ... }
  require { calls 8..40 }
}
trace v {
  http web { rpc a; ... calls <= 2 }
  require { calls 8..40 }
            ^^^^^^^^^^^ constraint-calls
}`);
  });

  it('takes chance and repetition at their least and at their most', () => {
    expectMarked(`trace t {
  choose { 50%: rpc a
    50%: { rpc b; rpc c } }
  20%: rpc d
  repeat 0..9 { rpc e }
  on error { rpc f }
  require { calls 1 }
}
trace u {
  choose { 50%: rpc a
    50%: { rpc b; rpc c } }
  20%: rpc d
  repeat 1..9 { rpc e }
  on error { rpc f }
  require { calls 14 }
            ^^^^^^^^ constraint-calls
}`);
  });

  it('marks the clause where only the sum over alternatives is too much', () => {
    expectMarked(`trace t {
  choose { 50%: rpc a
    50%: rpc b }
  require { calls < 1 }
            ^^^^^^^^^ constraint-calls
}`);
  });

  it('counts what is below a call where it stands in the call', () => {
    expectMarked(`trace t {
  http web {
    rpc a { require { calls == 0 } }
    rpc b { rpc c; require { calls == 0 } }
            ^^^^^ constraint-calls
  }
}`);
  });
});

describe('depth', () => {
  it('counts levels of calls, a single one being 1', () => {
    expectMarked(`trace t { rpc a; require { depth 1 } }
trace u {
  http web {
    par { rpc a { db b } }
                  ^^^^ constraint-depth
  }
  require { depth <= 2 }
}
trace v {
  http web { rpc a }
  require { depth >= 3 }
            ^^^^^^^^^^ constraint-depth
}
trace w {
  http web { ... }
  require { depth >= 3 }
}`);
  });
});

describe('count', () => {
  it('counts the calls that match', () => {
    expectMarked(`trace t {
  rpc a { db orders-db insert; db orders-db }
                               ^^^^^^^^^^^^ constraint-count
  db other
  require {
    count(db orders-db) == 1
    count(db orders-db insert) == 1
    count(mq) >= 1
    ^^^^^^^^^^^^^^ constraint-count
  }
}`);
  });

  it('reckons with open callees', () => {
    expectMarked(`trace t {
  rpc ? x
  require { count(rpc a) == 1 }
}
trace u {
  rpc ? x
  require { count(rpc a) == 2 }
            ^^^^^^^^^^^^^^^^^ constraint-count
}`);
  });

  it('knows services by their aliases', () => {
    expectMarked(`service cart as cart-a
trace t {
  rpc cart-a
  rpc cart
  ^^^^^^^^ constraint-count
  require { count(rpc cart) == 1 }
}`);
  });
});

describe('some and include', () => {
  it('marks the clause that nothing can meet', () => {
    expectMarked(`trace t {
  rpc a
  require {
    some rpc a
    some rpc stock
    ^^^^^^^^^^^^^^ constraint-some
    include db
    ^^^^^^^^^^ constraint-some
  }
}
trace u {
  ...
  require { some rpc stock }
}
trace v {
  ... no rpc
  require { some rpc stock }
            ^^^^^^^^^^^^^^ constraint-some
}`);
  });
});

describe('never', () => {
  it('marks each call, also one that is there only at times', () => {
    expectMarked(`trace t {
  rpc web {
    db orders-db
    ^^^^^^^^^^^^ constraint-never
    5%: db orders-db
        ^^^^^^^^^^^^ constraint-never
    rpc orders { db orders-db }
    send kafka x
    ^^^^^^^^^^^^ constraint-never
  }
  require {
    never web -> orders-db
    never mq
  }
}`);
  });

  it('takes * for any caller, the first one included, and any callee', () => {
    expectMarked(`trace t {
  rpc a { rpc b }
  ^^^^^ constraint-never
          ^^^^^ constraint-never
  require { never * -> a; never a -> * }
}`);
  });

  it('sees callers through groups, and no call in work inside a service', () => {
    expectMarked(`trace t {
  rpc a {
    in a compute { par { 10%: rpc b
                              ^^^^^ constraint-never
    } }
  }
  require { never a -> b; never a -> a }
}`);
  });
});

describe('before', () => {
  it('marks a call that comes before what must come first', () => {
    expectMarked(`trace t {
  rpc pay
  ^^^^^^^ constraint-before
  rpc fraud
  rpc pay
  require { rpc fraud before rpc pay }
}`);
  });

  it('marks a call that stands alone', () => {
    expectMarked(`trace t {
  rpc web { rpc pay }
            ^^^^^^^ constraint-before
  require { rpc fraud before rpc pay }
}`);
  });

  it('is content with one that may be absent, is open, or runs at the same time', () => {
    expectMarked(`trace t {
  30%: rpc fraud
  rpc pay
  require { rpc fraud before rpc pay }
}
trace u {
  ...
  rpc pay
  require { rpc fraud before rpc pay }
}
trace v {
  par { rpc pay; rpc fraud }
  require { rpc fraud before rpc pay }
}
trace w {
  rpc fraud { rpc pay }
  require { rpc fraud before rpc pay }
}`);
  });

  it('marks a call whose own callee must come first, and alternatives that exclude each other', () => {
    expectMarked(`trace t {
  rpc pay { rpc fraud }
  ^^^^^^^ constraint-before
  require { rpc fraud before rpc pay }
}
trace u {
  choose {
    50%: rpc fraud
    50%: rpc pay
         ^^^^^^^ constraint-before
  }
  require { rpc fraud before rpc pay }
}`);
  });

  it('knows the order of lines whose times are open', () => {
    expectMarked(`trace t {
  rpc a Run ?
  rpc pay Run ?
  ^^^^^^^^^^^ constraint-before
  rpc fraud
  require { rpc fraud before rpc pay }
}`);
  });

  it('goes by the time of pinned lines, and lets async work come late', () => {
    expectMarked(`trace t {
  rpc pay @10ms 1ms
  rpc fraud @5ms 1ms
  require { rpc fraud before rpc pay }
}
trace u {
  rpc pay @10ms 1ms
  ^^^^^^^ constraint-before
  rpc fraud @15ms 1ms
  require { rpc fraud before rpc pay }
}
trace v {
  async rpc pay after 1s..9s
  rpc fraud
  require { rpc fraud before rpc pay }
}`);
  });
});

describe('every', () => {
  it('marks each call that cannot keep it', () => {
    expectMarked(`trace t {
  db a 50ms
  db b 150ms
  ^^^^ constraint-every
  db c 90..200ms
  rpc d 1s
  rpc e { db f 3s }
          ^^^^ constraint-every
  require {
    every db: duration < 100ms
    every rpc: calls <= 1
  }
}`);
    expect(messages(parser, 'trace t { db b 150ms; require { every db: duration < 100ms } }')).toEqual([
      'This breaks `every db: duration < 100ms`: it lasts at least 150ms.',
    ]);
  });
});

describe('scope and muting', () => {
  it('does not read muted clauses, blocks and traces', () => {
    expectMarked(`trace t {
  rpc a
  require { /- calls 9 }
  /- require { calls 9 }
}
/- trace u { rpc a; require { calls 9 } }`);
  });

  it('says that rare and slow are wishes', () => {
    expectMarked(`trace t {
  ... rare, slow
  require { rare }
            ^^^^ misplaced-clause
}`);
  });
});

describe('leaving room', () => {
  it.each([
    ['calls 8..40', '...'],
    ['depth >= 3', '...'],
    ['some rpc stock', '... include rpc stock'],
    ['count(rpc stock Reserve) == 2', '... include rpc stock Reserve'],
  ])('is offered where %s lacks calls', (clause, hole) => {
    const text = `trace t {\n  rpc a\n  require { ${clause} }\n}`;
    const after = fixed(parser, text, `Leave room for it (\`${hole}\`)`);
    expect(after).toBe(`trace t {\n  rpc a\n  ${hole}\n  require { ${clause} }\n}`);
    expect(messages(parser, after)).toEqual([]);
  });
});
