import { describe, expect, it } from 'vitest';
import { run, systemError } from './memory-io.ts';

const UGLY = 'trace   x {\nhttp gateway "GET /"   9ms # entry\n}';
const NEAT = 'trace x {\n  http gateway "GET /" 9ms  # entry\n}\n';

describe('format', () => {
  it('writes files that are not in canonical form, and only those', async () => {
    const { code, out, files } = await run(['format', 'a.trace', 'b.trace'], {
      files: { 'a.trace': UGLY, 'b.trace': NEAT },
    });
    expect({ code, out }).toEqual({ code: 0, out: 'a.trace formatted\n' });
    expect(files).toEqual({ 'a.trace': NEAT, 'b.trace': NEAT });
  });

  it('only names them with --check', async () => {
    const { code, out, files } = await run(['format', '--check', 'a.trace', 'b.trace'], {
      files: { 'a.trace': UGLY, 'b.trace': NEAT },
    });
    expect({ code, out }).toEqual({ code: 1, out: 'a.trace is not in canonical form\n' });
    expect(files['a.trace']).toBe(UGLY);
    expect(await run(['format', '--check', 'b.trace'], { files: { 'b.trace': NEAT } })).toMatchObject({
      code: 0,
      out: '',
    });
  });

  it('copies standard input to standard output, formatted or not', async () => {
    expect((await run(['format', '-'], { stdin: UGLY })).out).toBe(NEAT);
    expect((await run(['format', '-'], { stdin: NEAT })).out).toBe(NEAT);
  });

  it('keeps the line breaks of Windows', async () => {
    const { files } = await run(['format', 'a.trace'], {
      files: { 'a.trace': UGLY.replaceAll('\n', '\r\n') },
    });
    expect(files['a.trace']).toBe(NEAT.replaceAll('\n', '\r\n'));
  });

  it('never writes back what it could not read', async () => {
    const binary = new Uint8Array([0, 1, 2, 255]);
    const { code, err, files } = await run(['format', 'a.trace', 'b.trace'], {
      files: { 'a.trace': binary, 'b.trace': UGLY },
    });
    expect(code).toBe(2);
    expect(err).toMatch(/^a\.trace: .*binary/);
    expect(files).toEqual({ 'a.trace': String(binary), 'b.trace': NEAT });
  });

  it('keeps the mark before a text', async () => {
    const { files, out } = await run(['format', 'a.trace', '-'], {
      files: { 'a.trace': `\ufeff${UGLY}` },
      stdin: `\ufeff${UGLY}`,
    });
    expect(files['a.trace']).toBe(`\ufeff${NEAT}`);
    expect(out).toBe(`a.trace formatted\n\ufeff${NEAT}`);
  });

  it.each([
    ['Latin-1', [...Buffer.from('trace a {\n  rpc caf'), 0xe9, ...Buffer.from('\n}\n')], 'not UTF-8: line 2'],
    ['UTF-16', [0xff, 0xfe, 0x74, 0x00], 'UTF-16; only UTF-8 is read'],
  ])('refuses %s, which it would change by reading it', async (_, bytes, reason) => {
    const before = new Uint8Array(bytes);
    const { code, err, files } = await run(['format', 'a.trace'], { files: { 'a.trace': before } });
    expect(code).toBe(2);
    expect(err).toContain(reason);
    expect(files['a.trace']).toBe(String(before));
  });

  it('leaves a file alone that somebody else has written meanwhile', async () => {
    const { code, err, files } = await run(['format', 'a.trace'], {
      files: { 'a.trace': UGLY },
      meanwhile: { 'a.trace': 'trace y { }' },
    });
    expect({ code, err }).toEqual({
      code: 2,
      err: 'a.trace: the file has changed since it was read; nothing was written.\n',
    });
    expect(files['a.trace']).toBe('trace y { }');
  });

  it('says that the disk is full', async () => {
    const { code, err } = await run(['format', 'a.trace'], {
      files: { 'a.trace': UGLY },
      full: systemError('ENOSPC'),
    });
    expect({ code, err }).toEqual({ code: 2, err: 'a.trace: the disk is full; nothing was written.\n' });
  });
});
