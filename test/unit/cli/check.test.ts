import { describe, expect, it } from 'vitest';
import { run, systemError } from './memory-io.ts';

const CLEAN = 'trace x {\n  http gateway "GET /" 9ms\n}\n';
const BAD = 'trace x {\n  http gateway "GET /" 5ms {\n\trpc auth Verify 8ms\n  }\n}\n';
const UNKNOWN = 'trace x {\n  http a b 1ms broken nonsense\n}\n';

describe('check', () => {
  it('is quiet about a clean file', async () => {
    expect(await run(['check', 'a.trace'], { files: { 'a.trace': CLEAN } })).toMatchObject({
      code: 0,
      out: '',
      err: 'Nothing found in 1 file\n',
    });
  });

  it('prints findings as compilers do, tabs and all', async () => {
    const { code, out, err } = await run(['check', 'a.trace'], { files: { 'a.trace': BAD } });
    expect({ code, err }).toEqual({ code: 1, err: '1 error in 1 file\n' });
    expect(out).toBe(
      [
        'a.trace:3:2 error child-outside-parent `rpc auth` ends 8ms after `http gateway` has started, which lasts only 5ms.',
        '    \trpc auth Verify 8ms',
        '    \t^^^^^^^^^^^^^^^',
        '',
      ].join('\n'),
    );
  });

  it('prints JSON with exactly the promised keys', async () => {
    const { code, out, err } = await run(['check', '--json', 'a.trace', 'b.trace'], {
      files: { 'a.trace': BAD, 'b.trace': CLEAN },
    });
    expect({ code, err }).toEqual({ code: 1, err: '' });
    expect(JSON.parse(out)).toEqual([
      {
        file: 'a.trace',
        line: 3,
        column: 2,
        code: 'child-outside-parent',
        severity: 'error',
        message: expect.stringContaining('ends 8ms after'),
      },
    ]);
  });

  it('lets warnings pass', async () => {
    const { code, out } = await run(['check', '-'], { stdin: UNKNOWN });
    expect(code).toBe(0);
    expect(out).toMatch(/^<stdin>:2:\d+ warning unknown-broken /);
  });

  it('goes on after a file that cannot be read, and says that it could not run', async () => {
    const files = { 'a.trace': systemError('EACCES'), 'b.trace': BAD };
    const { code, out, err } = await run(['check', 'a.trace', 'gone.trace', 'b.trace'], { files });
    expect(code).toBe(2);
    expect(out).toContain('b.trace:3:2 error');
    expect(err).toBe(
      'a.trace: access is denied.\ngone.trace: there is no such file or folder.\n1 error in 1 file\n',
    );
  });

  it('shows the part around the finding of a long line, and nothing that would upset a terminal', async () => {
    const text = `trace x { # \n${' '.repeat(300)}http a b 1ms { rpc "\u001b[31m" d 5ms; ${'db c q 1ms; '.repeat(50)} } }`;
    const { out } = await run(['check', '-'], { stdin: text });
    const [, source = '', marks = ''] = out.split('\n');
    expect(source).toMatch(/^ {4}….*rpc "\uFFFD\[31m" d 5ms;.*…$/);
    expect(source).toHaveLength(4 + 1 + 120 + 1);
    expect(source.slice(marks.indexOf('^'), marks.lastIndexOf('^') + 1)).toBe('rpc "\uFFFD[31m" d');
    expect(out).not.toContain('\u001b');
  });

  it('paints where a person sees it', async () => {
    const { out } = await run(['check', '-'], { stdin: BAD, color: true });
    expect(out).toContain('<stdin>:3:2 \u001b[31merror\u001b[39m child-outside-parent');
    expect(out).toContain('\u001b[31m^^^^^^^^^^^^^^^\u001b[39m');
  });

  it('refuses binary data with a finding', async () => {
    const { code, out } = await run(['check', 'a.trace'], {
      files: { 'a.trace': new Uint8Array([0, 1, 2, 255]) },
    });
    expect(code).toBe(1);
    expect(out).toContain('a.trace:1:1 error syntax-unreadable');
  });
});
