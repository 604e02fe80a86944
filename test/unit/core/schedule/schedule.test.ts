import { describe, expect, it } from 'vitest';
import { testParser } from '../../../support/parser.ts';
import { bounds, scheduleOf, timeline } from './timeline.ts';

const parser = await testParser();
const times = (text: string) => timeline(parser, text);

describe('order', () => {
  it('puts a line after its elder sibling, from the start of its caller', () => {
    expect(times('trace t { http web 100ms { rpc a 10ms { db x 4ms }; rpc b 5ms } }')).toEqual([
      'web 0-100',
      'a 0-10',
      'x 0-4',
      'b 10-15',
    ]);
  });

  it('leaves the gap that after asks for', () => {
    expect(times('trace t { rpc a 5ms; rpc b 5ms after 3ms; rpc c 5ms after 2..4ms }')).toEqual([
      'a 0-5',
      'b 8-13',
      'c 16-21',
    ]);
  });

  it('runs the branches of par together', () => {
    expect(times('trace t { rpc a 5ms; par { rpc b 5ms; rpc c 9ms after 1ms }; rpc d 1ms }')).toEqual([
      'a 0-5',
      'par 5-15',
      'b 5-10',
      'c 6-15',
      'd 15-16',
    ]);
  });

  it('gives each branch of a limited par the lane that is free first', () => {
    expect(times('trace t { par 2 { rpc a 9ms; rpc b 2ms; rpc c 3ms; rpc d 6ms; rpc e 1ms } }')).toEqual([
      'par 0-11',
      'a 0-9',
      'b 0-2',
      'c 2-5',
      'd 5-11',
      'e 9-10',
    ]);
  });

  it('pins lines with @ to the start of the caller, groups between them notwithstanding', () => {
    expect(
      times('trace t { rpc a 5ms; rpc web 99ms { rpc b 5ms; par { rpc c @2ms 1ms }; rpc d @-1ms 2ms } }'),
    ).toEqual(['a 0-5', 'web 5-104', 'b 5-10', 'par 10-10', 'c 7-8', 'd 4-6']);
  });

  it('does not wait for async calls', () => {
    expect(times('trace t { rpc web { async rpc a 50ms after 1ms; rpc b 5ms } }')).toEqual([
      'web 0-5.35',
      'a 1-51',
      'b 0-5',
    ]);
  });

  it('repeats one after another', () => {
    expect(times('trace t { rpc a x3 5ms; repeat 2..4 { rpc b 2ms }; rpc c 1ms }')).toEqual([
      'a 0-15',
      'repeat 15-21',
      'b 15-17',
      'c 21-22',
    ]);
  });

  it('starts the alternatives of choose together, and waits for the longest', () => {
    expect(times('trace t { choose { 90%: rpc a 5ms\n 10%: rpc b 8ms }; rpc c 1ms }')).toEqual([
      'choose 0-8',
      'alternative 0-5',
      'a 0-5',
      'alternative 0-8',
      'b 0-8',
      'c 8-9',
    ]);
  });

  it('places the spans of an exact trace where they say', () => {
    const text = `trace t exact {
      span server web "GET" @0ns 40ms { span client web "call" @1ms 38ms { span server api "GET" @-1ms 39ms } }
      span consumer mail "process" @90ms 4ms
    }`;
    expect(times(text)).toEqual(['web 0-40', 'web 1-39', 'api 0-39', 'mail 90-94']);
    expect([...scheduleOf(parser, text).exact]).toEqual([1, 1, 1, 1]);
  });
});

describe('durations', () => {
  it('reads each form of value', () => {
    const { duration } = scheduleOf(
      parser,
      `trace t {
        rpc a 5ms
        rpc b 10..20ms
        rpc c 30ms±5ms
        rpc d Run ?
        rpc e Run ?(<50ms)
        rpc f Run ?(5..9ms)
        rpc g ~lognormal(p50=4ms, p99=60ms)
        rpc h 5ms | 9ms
        rpc i ~mix(90% 1..2ms, 10% 9ms)
        rpc j ?12ms
        rpc k 3ms±9ms
      }`,
    );
    expect(duration.map((each) => `${bounds(each)} ${each.nominal / 1e6}`)).toEqual([
      '5..5 5',
      '10..20 15',
      '20..40 30',
      '0..Infinity 5',
      '0..50 24.9999995',
      '5..9 7',
      '0..Infinity 4',
      '5..9 5',
      '1..9 1.5',
      '12..12 12',
      '0..21 3',
    ]);
  });

  it('takes a usual one for each type where nothing is said', () => {
    const text = 'trace t { http a; rpc a; db a; cache a; send a; recv a; call a; in a; ? a }';
    const { duration } = scheduleOf(parser, text);
    expect(duration.map((each) => each.nominal / 1e6)).toEqual([20, 5, 3, 0.5, 1, 5, 5, 1, 5]);
    expect(duration.map(bounds).every((each) => each === '0..Infinity')).toBe(true);
  });

  it('lets a caller last as long as what it waits for, and a little more', () => {
    expect(times('trace t { http web { rpc a 10ms; rpc b 10ms } }')[0]).toBe('web 0-21.1');
    const { duration } = scheduleOf(parser, 'trace t { http web { rpc a 10..20ms; 30%: rpc b 10ms } }');
    expect(bounds(duration[0])).toBe('10..Infinity');
  });

  it('narrows an open duration by what stands inside', () => {
    const { duration } = scheduleOf(parser, 'trace t { http web 10..90ms { rpc a 40ms } }');
    expect(bounds(duration[0])).toBe('40..90');
  });

  it('takes the most specific latency rule for a leaf, the later of two equals, the inner block first', () => {
    const text = `latency { rpc * 1ms; rpc a 2ms; rpc a Run 3ms; rpc a 4ms; * * 9ms }
      trace t {
        latency { db x 7ms }
        rpc b; rpc a; rpc a Run; db x; db y
        rpc c { rpc b }
        rpc d { latency { rpc b 5ms }; rpc b }
      }`;
    expect(times(text)).toEqual([
      'b 0-1',
      'a 1-5',
      'a 5-8',
      'x 8-15',
      'y 15-24',
      'c 24-25.15',
      'b 24-25',
      'd 25.15-30.5',
      'b 25.15-30.15',
    ]);
  });

  it('is cut off by a timeout where none is written', () => {
    const { duration } = scheduleOf(parser, 'trace t { http web timeout 8ms; http web timeout 8ms 9ms }');
    expect(duration.map(bounds)).toEqual(['0..8', '9..9']);
  });

  it('may take longer with retries', () => {
    const { duration, end } = scheduleOf(parser, 'trace t { rpc a 10ms retry 2 backoff 5..20ms }');
    expect([bounds(duration[0]), bounds(end[0])]).toEqual(['10..10', '10..70']);
  });
});

describe('bounds', () => {
  it('follow from the parts', () => {
    const { start, response } = scheduleOf(
      parser,
      `trace t {
        rpc a 1..2ms
        par { rpc b 3..9ms; rpc c 4..5ms }
        choose { 50%: rpc d 1ms
          50%: rpc e 6ms }
        repeat 0..3 { rpc f 2ms }
        20%: rpc g 7ms
        on error { rpc h 1ms }
        rpc i 1ms
      }`,
    );
    expect(bounds(response)).toBe('7..32');
    expect(bounds(start.at(-1))).toBe('6..31');
  });

  it('leave out async work from what the caller waits for, but not from the picture', () => {
    const schedule = scheduleOf(parser, 'trace t { rpc a 5ms; async rpc b 50ms }');
    expect(bounds(schedule.response)).toBe('5..5');
    expect(schedule.lastEnd).toBe(55e6);
  });

  it('let choose come to nothing where its shares leave a rest', () => {
    expect(bounds(scheduleOf(parser, 'trace t { choose { 50%: rpc a 5ms } }').response)).toBe('0..5');
  });

  it('keep infinity out of what does not happen', () => {
    expect(bounds(scheduleOf(parser, 'trace t { rpc a Run ? x0; repeat 0 { rpc b Run ? } }').response)).toBe(
      '0..0',
    );
  });
});

describe('hostile input', () => {
  it('survives sizes without end', () => {
    const text = `trace t { rpc a x${'9'.repeat(400)} 5ms; par 99999999999 { rpc b }; repeat 9..1 { rpc c } }`;
    const { response } = scheduleOf(parser, text);
    expect(Number.isNaN(response.min) || Number.isNaN(response.max) || Number.isNaN(response.nominal)).toBe(
      false,
    );
  });
});
