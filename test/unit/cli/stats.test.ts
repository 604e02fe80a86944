import { describe, expect, it } from 'vitest';
import { run } from './memory-io.ts';

const TEXT = `service spare
trace a {
  http gateway "GET /" 5ms {
    rpc auth Verify 1ms
    ? stock Reserve ?
    ...
    /- rpc muted Call
  }
}
trace b { db orders SELECT 2s }
`;

describe('stats', () => {
  it('counts what a file says', async () => {
    const { code, out } = await run(['stats', '--json', '-'], { stdin: TEXT });
    expect(code).toBe(0);
    expect(JSON.parse(out)).toEqual([
      {
        file: '<stdin>',
        traces: 2,
        calls: 4,
        depth: 2,
        services: 5,
        types: { http: 1, rpc: 1, '?': 1, db: 1 },
        holes: 3,
        durationNs: 2e9,
      },
    ]);
  });

  it('prints it for people', async () => {
    expect((await run(['stats', '-'], { stdin: TEXT })).out).toBe(
      [
        '<stdin>',
        '  traces    2',
        '  calls     4 (http 1, rpc 1, ? 1, db 1)',
        '  depth     2',
        '  services  5',
        '  holes     3',
        '  duration  2s',
        '',
      ].join('\n'),
    );
  });

  it('counts nothing in an empty file, and refuses what it cannot read', async () => {
    expect(JSON.parse((await run(['stats', '--json', '-'], { stdin: '' })).out)).toMatchObject([
      { traces: 0, calls: 0, depth: 0, durationNs: 0 },
    ]);
    expect(await run(['stats', 'x'], { files: { x: new Uint8Array([0]) } })).toMatchObject({ code: 2 });
  });
});
