import { describe, expect, it } from 'vitest';
import { testParser } from '../../../support/parser.ts';
import { fixed, messages, withFindings } from './findings.ts';

const parser = await testParser();

/** The findings are exactly where the text marks them. */
function expectMarked(text: string): void {
  expect(withFindings(parser, text)).toBe(text);
}

describe('a synchronous child lies inside its parent', () => {
  it('marks the child that cannot end in time, not those that only follow it', () => {
    expectMarked(`trace t {
  http web "GET /" 100ms {
    rpc a 60ms
    rpc b 60ms
    ^^^^^ child-outside-parent
    rpc c 60ms
  }
}`);
  });

  it('says by how much, and names the caller', () => {
    const text = 'trace t { http web 100ms { rpc a 150ms } }';
    expect(messages(parser, text)).toEqual([
      '`rpc a` ends 150ms after `http web` has started, which lasts only 100ms.',
    ]);
  });

  it('says nothing while it could still fit', () => {
    expectMarked(`trace t {
  http web 50..100ms {
    rpc a 10..90ms
    rpc b ?
    ...
  }
}`);
  });

  it('lets branches of par run together, as many as its limit allows', () => {
    expectMarked(`trace t {
  http web 100ms {
    par {
      rpc a 90ms
      rpc b 90ms
    }
  }
  http web 100ms {
    par 2 {
      rpc a 60ms
      rpc b 60ms
      rpc c 60ms
      ^^^^^ child-outside-parent
    }
  }
}`);
  });

  it('does not wait for async calls', () => {
    expectMarked(`trace t {
  http web 100ms {
    async rpc a 1s
    rpc b 90ms
  }
}`);
  });

  it('counts repetitions, and blames the group where no single line is too long', () => {
    expectMarked(`trace t {
  http web 100ms {
    rpc a x3 40ms
    ^^^^^ child-outside-parent
  }
  http web 100ms {
    repeat 3 {
    ^^^^^^^^ child-outside-parent
      rpc a 40ms
    }
  }
}`);
  });

  it('takes the shortest alternative, but still marks one that can never fit', () => {
    expectMarked(`trace t {
  http web 100ms {
    choose {
      90%: rpc a 10ms
      10%: rpc b 200ms
           ^^^^^ child-outside-parent
    }
    20%: rpc c 90ms
  }
}`);
  });

  it('marks what starts before its caller', () => {
    expectMarked(`trace t {
  http web 100ms {
    rpc a @-5ms 10ms
    ^^^^^ child-outside-parent
    rpc b @95ms 10ms
    ^^^^^ child-outside-parent
  }
}`);
  });

  it('is quiet where the violation is said to be intended', () => {
    expectMarked(`trace t {
  http web 100ms {
    rpc a @-5ms 10ms broken skew -5ms
    rpc b @95ms 10ms broken late 5ms
    rpc c @98ms 10ms { broken child-outside-parent }
  }
}`);
  });

  it('leaves the spans of an exact trace alone', () => {
    expectMarked(`trace t exact {
  span client web "GET" @0ns 100ns {
    span server api "GET" @-20ns 500ns
  }
}`);
  });

  it('offers to let the caller last longer, to not wait, and to say that it is intended', () => {
    const text = 'trace t { http web 100ms {\n  rpc a Run 1500us..200ms\n  rpc b 150ms } }';
    expect(fixed(parser, text, 'Let `http web` last 151.5ms')).toContain('http web 151.5ms {');
    expect(fixed(parser, text, 'Do not wait for it (`async`)')).toContain('\n  async rpc b 150ms }');
    expect(fixed(parser, text, 'Say that it is intended (`broken late`)')).toContain(
      'rpc b 150ms broken late }',
    );
  });

  it('is satisfied by each of its fixes', () => {
    const text = 'trace t { http web 100ms { rpc a @90ms 20ms } }';
    for (const title of [
      'Let `http web` last 110ms',
      'Do not wait for it (`async`)',
      'Say that it is intended (`broken late`)',
    ]) {
      expect(messages(parser, fixed(parser, text, title))).toEqual([]);
    }
  });
});

describe('a store has no children', () => {
  it('marks the store', () => {
    expectMarked(`trace t {
  http web {
    db orders-db "SELECT" {
    ^^^^^^^^^^^^^^^^^^^^^ store-with-children
      rpc a
    }
    cache redis GET { ... }
    ^^^^^^^^^^^^^^^ store-with-children
    send kafka orders { db.system = "x" }
    db orders-db { event slow @1ms }
  }
}`);
  });

  it('offers to remove what stands below, and keeps attributes', () => {
    const title = 'Remove what stands below it';
    expect(fixed(parser, 'trace t { db a x { rpc b } }', title)).toBe('trace t { db a x }');
    expect(fixed(parser, 'trace t { db a { k = 1; rpc b } }', title)).toBe('trace t { db a { k = 1;  } }');
  });
});

describe('a span does not end before it starts', () => {
  it('marks a duration that is, or can be, negative', () => {
    expectMarked(`trace t {
  rpc a -5ms
        ^^^^ end-before-start
  rpc b -5..10ms
        ^^^^^^^^ end-before-start
  rpc c 0ms
}`);
  });

  it('offers the duration without its sign', () => {
    expect(fixed(parser, 'trace t { rpc a -5ms }', 'Let it last 5ms')).toBe('trace t { rpc a 5ms }');
  });
});

describe('labels', () => {
  it('marks a link to a label that no line has', () => {
    expectMarked(`trace t {
  send kafka orders as sent
  recv mailer orders { link snet }
                            ^^^^ unknown-label
}`);
  });

  it('offers the label that is spelled nearly so', () => {
    const text = 'trace t { send kafka x as sent; recv mailer x { link snet } }';
    expect(messages(parser, text)).toEqual([
      'No line of this trace is labelled `snet`: did you mean `sent`?',
    ]);
    expect(fixed(parser, text, 'Change to `sent`')).toContain('link sent');
  });

  it('keeps the labels of traces apart', () => {
    expectMarked(`trace a { send kafka x as sent }
trace b { recv mailer x { link sent } }
                               ^^^^ unknown-label`);
  });

  it('marks a label given twice in a trace', () => {
    expectMarked(`trace t {
  send kafka a as sent
  send kafka b as sent
                  ^^^^ duplicate-label
}
trace u { send kafka a as sent }`);
  });

  it('does not count what is muted', () => {
    expectMarked(`trace t {
  send kafka a as sent
  /- send kafka b as sent
}`);
  });
});

describe('ids', () => {
  it('marks ids of the wrong length, and ids of zeros alone', () => {
    expectMarked(`trace t exact {
  id 5b8efff798038103
     ^^^^^^^^^^^^^^^^ invalid-id
  span server a "x" id 0000000000000000 @0ns 1ns
                       ^^^^^^^^^^^^^^^^ invalid-id
  span server a "x" id eee19b7ec3c1b17412345678abcdef01 @0ns 1ns
                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ invalid-id
}`);
  });

  it('marks a span id given twice, whatever its case', () => {
    expectMarked(`trace t exact {
  span server a "x" id eee19b7ec3c1b174 @0ns 1ns
  span server a "x" id EEE19B7EC3C1B174 @0ns 1ns
                       ^^^^^^^^^^^^^^^^ duplicate-span-id
  span server a "x" id eee19b7ec3c1b174 @0ns 1ns broken duplicate-id
}
trace u exact { span server a "x" id eee19b7ec3c1b174 @0ns 1ns }`);
  });

  it('says which parents and links are not in the file', () => {
    expectMarked(`trace t exact {
  id 5b8efff798038103d269b633813fc60c
  span server a "x" id eee19b7ec3c1b174 @0ns 1ns
  span server a "x" id eee19b7ec3c1b175 parent eee19b7ec3c1b174 @0ns 1ns
  span server a "x" id eee19b7ec3c1b176 parent ffffffffffffff01 @0ns 1ns
                                               ^^^^^^^^^^^^^^^^ missing-parent
  span server a "x" id eee19b7ec3c1b177 parent ffffffffffffff01 @0ns 1ns broken missing-parent
  span server a "x" id eee19b7ec3c1b178 @0ns 1ns {
    link 5b8efff798038103d269b633813fc60c/eee19b7ec3c1b174
    link 4bf92f3577b34da6a3ce929d0e0e4736/00f067aa0ba902b7
         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ missing-link
  }
}`);
  });
});

describe('broken', () => {
  it('marks a word that names no violation', () => {
    expectMarked(`trace t {
  rpc a broken skwe
               ^^^^ unknown-broken
  broken sunshine
         ^^^^^^^^ unknown-broken
}`);
  });

  it('silences a whole trace where it stands in its body', () => {
    expectMarked(`trace t {
  broken child-outside-parent
  http web 1ms { rpc a 2ms }
}`);
  });
});
