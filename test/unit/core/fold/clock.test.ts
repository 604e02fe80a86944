import { describe, expect, it } from 'vitest';
import { block, lines, type Sketch } from './recorded.ts';

const entry: Sketch = {
  id: 'a',
  service: 'gateway',
  kind: 'server',
  name: 'POST /orders',
  at: 0,
  lasts: 9000,
};
const client: Sketch = {
  id: 'b',
  parent: 'a',
  service: 'gateway',
  kind: 'client',
  name: 'pay.Pay/Charge',
  at: 1000,
  lasts: 4000,
};
const server: Sketch = {
  id: 'c',
  parent: 'b',
  service: 'pay',
  kind: 'server',
  name: 'pay.Pay/Charge',
  lasts: 3000,
};
const work: Sketch = { id: 'd', parent: 'c', service: 'pay', name: 'check', lasts: 100 };

describe('clocks that are off', () => {
  it('brings a callee that began before its caller into the middle of the call, and says by how much it was off', () => {
    expect(lines(entry, client, { ...server, at: -500 }, { ...work, at: -200 })).toBe(
      block(`
        http gateway "POST /orders" 9ms {
          rpc pay pay.Pay/Charge @1ms 4ms broken skew -2ms {
            in pay check @800us 100us
          }
        }`),
    );
  });

  it('does the same with an answer that ends after the call', () => {
    const text = lines(entry, client, { ...server, at: 4500 });
    expect(text).toContain('rpc pay pay.Pay/Charge @1ms 4ms broken skew 3ms');
  });

  it('leaves clocks alone where the callee lies inside the call', () => {
    expect(lines(entry, client, { ...server, at: 1900 })).not.toContain('broken');
  });

  it('does not blame the clock for a callee that works on after the call was given up', () => {
    const text = lines(entry, client, { ...server, at: 1500, lasts: 20_000 }, { ...work, at: 15_000 });
    expect(text).not.toContain('broken');
    expect(text).toContain('async in pay check @14ms 100us');
  });

  it('corrects a callee without a span of the call only where it began too early', () => {
    const direct: Sketch = { ...server, parent: 'a' };
    expect(lines(entry, { ...direct, at: -1000 })).toContain(
      'rpc pay pay.Pay/Charge @3ms 3ms broken skew -4ms',
    );
    expect(lines(entry, { ...direct, at: 8000 })).toContain('async rpc pay pay.Pay/Charge @8ms 3ms\n');
  });

  it('lets what begins too early in the same service begin with its parent', () => {
    const early: Sketch = { id: 'b', parent: 'a', service: 'gateway', name: 'read', at: -50, lasts: 100 };
    expect(lines(entry, early)).toContain('in gateway read @0ms 100us broken skew -50us');
  });

  it('forgives the two microseconds that truncated durations can add', () => {
    const last: Sketch = { id: 'b', parent: 'a', service: 'gateway', name: 'write', at: 8000, lasts: 1002 };
    expect(lines(entry, last)).toContain('  in gateway write @8ms 1ms');
    expect(lines(entry, { ...last, lasts: 1003 })).toContain('async in gateway write @8ms 1.003ms');
  });
});

describe('rounding', () => {
  it('keeps microseconds exactly', () => {
    expect(lines({ ...entry, lasts: 1_181_596 })).toBe('http gateway "POST /orders" 1.181596s');
  });

  it('rounds nanoseconds so that what lay inside its parent still does', () => {
    const parent: Sketch = { ...entry, lasts: 2000.4 };
    const child: Sketch = { id: 'b', parent: 'a', service: 'gateway', name: 'x', at: 999.6, lasts: 1000.8 };
    expect(lines(parent, child)).toBe(
      block(`
        http gateway "POST /orders" 2ms {
          in gateway x @1ms 1ms
        }`),
    );
  });

  it('keeps nanoseconds in a trace shorter than a millisecond', () => {
    expect(lines({ ...entry, lasts: 12.345 })).toBe('http gateway "POST /orders" 12.345us');
  });

  it('bounds times that are years from the start of their trace', () => {
    const stray: Sketch = { id: 'b', parent: 'a', service: 'gateway', name: 'stray', at: 1e15 };
    expect(lines(entry, stray)).toMatch(/async in gateway stray @\d+(\.\d+)?s 0ms/);
  });
});
