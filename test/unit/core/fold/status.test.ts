import { describe, expect, it } from 'vitest';
import { lines, type Sketch } from './recorded.ts';

function statusOf(sketch: Sketch): string {
  return lines({ ...sketch, name: 'x', lasts: 1000 }).replace(/^.* 1ms ?/, '');
}

const exception = (attributes: Record<string, string>) => [
  {
    name: 'exception',
    time: 0n,
    attributes: Object.entries(attributes).map(([key, value]) => ({ key, value })),
  },
];

describe('the status of a line', () => {
  it.each<[string, Sketch, string]>([
    ['nothing where it is not set', {}, ''],
    ['ok where a span says so', { status: { code: 'ok' } }, 'ok'],
    ['a bare error', { status: { code: 'error' } }, '!'],
    ['the message', { status: { code: 'error', message: 'card\n declined' } }, '!"card declined"'],
    [
      'the code of HTTP rather than the message',
      { status: { code: 'error', message: 'x' }, attributes: { 'http.status_code': 503n } },
      '!503',
    ],
    [
      'no code that means success',
      { status: { code: 'error', message: 'x' }, attributes: { 'http.response.status_code': 200n } },
      '!"x"',
    ],
    [
      'the type of the error',
      { status: { code: 'error' }, attributes: { 'error.type': 'DEADLINE_EXCEEDED' } },
      '!"DEADLINE_EXCEEDED"',
    ],
    [
      'the exception',
      {
        status: { code: 'error' },
        events: exception({ 'exception.type': 'T', 'exception.message': 'boom' }),
      },
      '!"boom"',
    ],
  ])('is %s', (_, sketch, expected) => expect(statusOf(sketch)).toBe(expected));

  it('is that of the side that failed, where a line stands for two spans', () => {
    const client: Sketch = {
      id: 'b',
      parent: 'a',
      kind: 'client',
      name: 'y',
      at: 0,
      lasts: 500,
      status: { code: 'ok' },
    };
    const server: Sketch = {
      id: 'c',
      parent: 'b',
      service: 'pay',
      kind: 'server',
      name: 'y',
      at: 0,
      lasts: 500,
      status: { code: 'error', message: 'no' },
    };
    expect(lines({ id: 'a' }, client, server)).toContain('rpc pay y @0ms 500us !"no"');
  });
});
