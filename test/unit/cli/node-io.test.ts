import { describe, expect, it } from 'vitest';
import { terminalOf } from '../../../server/src/cli/node-io.ts';

describe('terminalOf', () => {
  it.each([
    [{}, true, true, { color: true, progress: true }],
    [{}, false, false, { color: false, progress: false }],
    [{}, false, true, { color: false, progress: true }],
    [{ NO_COLOR: '1' }, true, true, { color: false, progress: true }],
    [{ NO_COLOR: '' }, true, true, { color: true, progress: true }],
    [{ TERM: 'dumb' }, true, true, { color: false, progress: false }],
  ])('in %j with output %s and errors %s is %j', (environment, output, errors, expected) => {
    expect(terminalOf(environment, output, errors)).toEqual(expected);
  });
});
