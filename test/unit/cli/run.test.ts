import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../../server/src/cli/table.ts';
import { run } from './memory-io.ts';

describe('the command line', () => {
  it('lists every command, and each explains itself', async () => {
    const { code, out } = await run(['--help']);
    expect(code).toBe(0);
    for (const { name, summary, usage } of COMMANDS) {
      expect(out).toContain(summary);
      const help = await run([name, '--help']);
      expect(help).toMatchObject({ code: 0, err: '' });
      expect(help.out).toContain(`Usage: tracewright ${name} ${usage}\n\n${summary}.\n`);
      expect(await run(['help', name])).toEqual(help);
    }
  });

  it('explains every option of every command', async () => {
    for (const { name, options } of COMMANDS.filter((command) => command.name !== 'lsp')) {
      const { out } = await run([name, '-h']);
      for (const [option, { short }] of Object.entries(options))
        expect(out).toContain(short === undefined ? `--${option}` : `-${short}`);
    }
  });

  it('says its version', async () => {
    expect(await run(['--version'])).toMatchObject({ code: 0, out: '1.2.3\n' });
  });

  it.each([
    [[], 'Usage: tracewright COMMAND ...'],
    [['chekc'], 'There is no command `chekc`. Did you mean `check`?'],
    [['frobnicate'], 'There is no command `frobnicate`. See tracewright --help'],
    [['--verison'], 'There is no option `--verison`. Did you mean `--version`?'],
    [
      ['check', '--jsno', 'a.trace'],
      'There is no option `--jsno`. Did you mean `--json`?\nUsage: tracewright check FILE... [--json]',
    ],
    [['check', '-x'], 'There is no option `-x`.'],
    [['check', '--constructor'], 'There is no option `--constructor`.'],
    [['check', '--json=yes', 'a.trace'], '`--json` takes no value.'],
    [['convert', 'a.json', '-o'], '`-o` needs a value.'],
    [['check'], 'No file is given; `-` reads standard input.'],
    [['check', '-', '-'], 'Standard input (`-`) can be read only once.'],
    [['convert', 'a', 'b'], 'One file at a time, not 2.'],
    [['lsp'], 'Only --stdio is served'],
  ])('refuses %j', async (line, message) => {
    const { code, out, err } = await run(line);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(message);
  });

  it('takes what stands behind -- for files', async () => {
    expect((await run(['check', '--', '--help'])).err).toBe('--help: there is no such file or folder.\n');
  });
});
