import { describe, expect, it } from 'vitest';
import { run, systemError } from './memory-io.ts';

const span = {
  traceID: '1f',
  spanID: '2',
  operationName: 'GET /cart',
  startTime: 1,
  duration: 5000,
  processID: 'p',
  tags: [{ key: 'x', type: 'string', value: 'y' }],
};
const JAEGER = JSON.stringify({
  data: [{ traceID: '1f', spans: [span], processes: { p: { serviceName: 'cart' } } }],
});

describe('convert', () => {
  it('prints a file that check finds nothing in, and says what was dropped', async () => {
    const { code, out, err } = await run(['convert', 'in/cart.json'], { files: { 'in/cart.json': JAEGER } });
    expect({ code, err }).toEqual({
      code: 0,
      err: 'in/cart.json: Jaeger JSON, 1 trace, 1 span. Dropped: 1 attribute.\n',
    });
    expect(out).toContain('# Imported from cart.json (Jaeger JSON): 1 trace, 1 span.\n');
    expect(await run(['check', '-'], { stdin: out })).toMatchObject({ code: 0, out: '' });
    expect(await run(['format', '--check', '-'], { stdin: out })).toMatchObject({ code: 0, out: '' });
  });

  it('writes where -o says, and nothing where it cannot read', async () => {
    const { files } = await run(['convert', '-', '-o', 'b.trace'], { stdin: JAEGER });
    expect(files['b.trace']).toContain('trace "GET /cart" {');
    const broken = await run(['convert', '-', '-o', 'b.trace'], { stdin: JAEGER.slice(0, -5) });
    expect(broken).toMatchObject({ code: 2, files: {} });
    expect(broken.err).toMatch(
      /^tracewright convert: <stdin>: The file ends inside .* at line 1, column \d+/,
    );
  });

  it('passes on what was wrong with the file', async () => {
    const { err } = await run(['convert', '-'], {
      stdin: JSON.stringify({ data: [{ traceID: '1f', spans: [span, span], processes: {} }] }),
    });
    expect(err).toContain('<stdin>: 1 span left out: in the file twice\n');
  });

  it.each([
    ['ENOSPC', 'the disk is full'],
    ['EACCES', 'access is denied'],
    ['EROFS', 'the file system is read-only'],
  ])('says it when the system answers %s', async (code, reason) => {
    const { err } = await run(['convert', '-', '-o', 'b.trace'], { stdin: JAEGER, full: systemError(code) });
    expect(err).toBe(`tracewright convert: b.trace: ${reason}; nothing was written.\n`);
  });

  it('says on a terminal that a large file takes its time', async () => {
    const large = `${JAEGER}${' '.repeat(10_000_000)}`;
    expect((await run(['convert', '-'], { stdin: large, progress: true })).err).toMatch(
      /^Reading 10 MB \.\.\.\r/,
    );
    expect((await run(['convert', '-'], { stdin: large })).err).not.toContain('Reading');
  });
});
