import { describe, expect, it } from 'vitest';
import {
  covers,
  excludeEachOther,
  matches,
  NO_ALIASES,
} from '../../../../server/src/core/schedule/pattern.ts';
import { parseSpec } from '../../../../server/src/core/spec/build.ts';
import type { Call, CallPattern, Span } from '../../../../server/src/core/spec/spec.ts';
import { testParser } from '../../../support/parser.ts';

const parser = await testParser();
const aliases = new Map([['cart-a', 'cart']]);

function pattern(text: string): CallPattern {
  const [trace] = parseSpec(parser, `trace t { require { some ${text} } }`).items;
  const require = trace?.kind === 'trace' ? trace.body[0] : undefined;
  const clause = require?.kind === 'require' ? require.clauses[0] : undefined;
  if (clause?.kind !== 'some') throw new Error(`${text} is no pattern.`);
  return clause.pattern;
}

function line(text: string): Call | Span {
  const [trace] = parseSpec(parser, `trace t { ${text} }`).items;
  const step = trace?.kind === 'trace' ? trace.body[0] : undefined;
  if (step?.kind !== 'call' && step?.kind !== 'span') throw new Error(`${text} is no line.`);
  return step;
}

describe('a pattern and a line', () => {
  it.each([
    ['rpc', 'rpc a', 'yes'],
    ['rpc', 'http a', 'no'],
    ['*', 'send a', 'yes'],
    ['mq', 'recv a', 'yes'],
    ['mq', 'rpc a', 'no'],
    ['rpc a', 'rpc a Run', 'yes'],
    ['rpc a Run', 'rpc a', 'no'],
    ['rpc * Run', 'rpc b Run', 'yes'],
    ['rpc a', 'rpc ? Run', 'maybe'],
    ['db a', 'rpc ? Run', 'no'],
    ['db a', '? a', 'maybe'],
    ['rpc a Run', 'rpc a ?', 'maybe'],
    ['rpc a', 'rpc ?"a"', 'yes'],
    ['rpc cart', 'rpc cart-a', 'yes'],
    ['rpc cart-a', 'rpc cart', 'no'],
    ['send', 'span producer a "x"', 'yes'],
    ['in', 'span internal a "x"', 'yes'],
    ['rpc', 'span client a "x"', 'maybe'],
    ['* a', 'span server a/scope "x"', 'yes'],
  ])('%s · %s: %s', (wanted, found, result) => {
    expect(matches(pattern(wanted), line(found), aliases)).toBe(result);
  });
});

describe('two patterns', () => {
  it.each([
    ['*', 'rpc a Run', true],
    ['mq', 'send', true],
    ['rpc a', 'rpc a Run', true],
    ['rpc a Run', 'rpc a', false],
    ['rpc cart', 'rpc cart-a', true],
    ['rpc cart-a', 'rpc cart', false],
  ])('%s covers %s: %s', (general, specific, result) => {
    expect(covers(pattern(general), pattern(specific), aliases)).toBe(result);
  });

  it.each([
    ['rpc', 'db', true],
    ['rpc a', 'rpc b', true],
    ['rpc a', '* b', true],
    ['rpc a', 'rpc', false],
    ['mq a', 'send a', false],
    ['rpc cart', 'rpc cart-a', false],
  ])('%s excludes %s: %s', (a, b, result) => {
    expect(excludeEachOther(pattern(a), pattern(b), aliases)).toBe(result);
    expect(excludeEachOther(pattern(b), pattern(a), aliases)).toBe(result);
  });

  it('go by names alone where there are no aliases', () => {
    expect(excludeEachOther(pattern('rpc cart'), pattern('rpc cart-a'), NO_ALIASES)).toBe(true);
  });
});
