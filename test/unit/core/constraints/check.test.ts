import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkSpec } from '../../../../server/src/core/constraints/check.ts';
import { RULE_CODES, RULES } from '../../../../server/src/core/constraints/rules.ts';
import { parseSpec } from '../../../../server/src/core/spec/build.ts';
import { testParser } from '../../../support/parser.ts';
import { check } from './findings.ts';

const parser = await testParser();

describe('checkSpec', () => {
  it('gives findings in text order', () => {
    const starts = check(
      parser,
      'trace t { rpc a -1ms; require { calls 9; calls 5..1 }; link x }\nlatency { rpc * ~no() }',
    ).map((finding) => finding.range.start);
    expect(starts.length).toBeGreaterThan(3);
    expect(starts).toEqual(starts.toSorted((a, b) => a - b));
  });

  it('takes severities by code, and leaves out what is off', () => {
    const spec = parseSpec(parser, 'trace t { rpc a -1ms; db a { rpc b } }');
    expect(checkSpec(spec).map((finding) => finding.severity)).toEqual(['error', 'error']);
    const severities = { 'end-before-start': 'hint', 'store-with-children': 'off' } as const;
    expect(checkSpec(spec, { severities }).map(({ code, severity }) => [code, severity])).toEqual([
      ['end-before-start', 'hint'],
    ]);
  });

  it('takes over what an unchanged trace had', () => {
    const { items } = parseSpec(parser, 'trace t { rpc a -1ms }\ntrace u { rpc b -1ms }');
    const [first, second] = items;
    if (first === undefined || second?.kind !== 'trace') throw new Error('There are two traces.');
    const before = checkSpec({ items, trailing: [] });
    const after = checkSpec({ items: [first, { ...second, body: [] }], trailing: [] });
    expect(before).toHaveLength(2);
    expect(after[0]).toBe(before[0]);
    expect(after).toHaveLength(1);
  });

  it('checks a trace anew when the services or latencies around it change', () => {
    const [trace, service, latency] = parseSpec(
      parser,
      'trace t { rpc b; require { some rpc a; duration < 1s } }\nservice a as b\nlatency { rpc b 5s }',
    ).items;
    if (trace === undefined || service === undefined || latency === undefined)
      throw new Error('There are three items.');
    const codes = (...items: (typeof trace)[]) =>
      checkSpec({ items, trailing: [] }).map((finding) => finding.code);
    expect(codes(trace)).toEqual(['constraint-some']);
    expect(codes(trace, service)).toEqual([]);
    expect(codes(trace, service, latency)).toEqual(['constraint-duration']);
  });

  it('finds nothing in an empty file, and nothing in text that cannot be read', () => {
    expect(check(parser, '')).toEqual([]);
    expect(check(parser, 'trace { require { } }')).toEqual([]);
    expect(check(parser, ')) { ] trace')).toEqual([]);
  });
});

describe('docs/diagnostics.md', () => {
  const page = readFileSync('docs/diagnostics.md', 'utf8');

  it('has a heading for each code', () => {
    const headings = [...page.matchAll(/^## `([a-z0-9-]+)`$/gm)].map(([, code]) => code);
    expect(headings).toEqual(expect.arrayContaining([...RULE_CODES]));
    expect(new Set(headings).size).toBe(headings.length);
  });

  it('names the severity that each rule has', () => {
    for (const { code, severity } of RULES) {
      const section = page.split(/^## /m).find((part) => part.startsWith(`\`${code}\``));
      expect(section, code).toContain(`Severity: ${severity}`);
    }
  });

  it('shows an example of each that is found, and a remedy that is not', () => {
    for (const code of RULE_CODES) {
      const section = page.split(/^## /m).find((part) => part.startsWith(`\`${code}\``)) ?? '';
      const [bad, good] = [...section.matchAll(/```trace\n([\s\S]*?)```/g)].map(([, text]) => text ?? '');
      expect(codesIn(bad), code).toContain(code);
      expect(codesIn(good), code).not.toContain(code);
    }
  });

  function codesIn(text: string | undefined): readonly string[] {
    if (text === undefined) throw new Error('An example is missing.');
    return check(parser, text).map((finding) => finding.code);
  }
});
