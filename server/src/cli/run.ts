import { parseArgs } from 'node:util';
import { type Command, CommandError, type CommandIo, EXIT } from './command.ts';
import { systemReason } from './files.ts';
import { COMMANDS } from './table.ts';

/** Runs the command that `args` name. @returns the exit code; never throws. */
export async function runCommandLine(
  args: readonly string[],
  io: CommandIo,
  version: string,
): Promise<number> {
  const [name, ...rest] = args;
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    io.stdout(overview());
    return name === undefined ? EXIT.cannotRun : EXIT.ok;
  }
  if (name === '--version') {
    io.stdout(`${version}\n`);
    return EXIT.ok;
  }
  const command = COMMANDS.find((candidate) => candidate.name === name);
  if (!command) {
    io.stderr(`tracewright: there is no command \`${name}\`.${suggestion(name)} See tracewright --help\n`);
    return EXIT.cannotRun;
  }
  try {
    return await runCommand(command, rest, io);
  } catch (error) {
    io.stderr(
      `tracewright ${name}: ${error instanceof CommandError ? error.message : systemReason(error)}\n`,
    );
    return EXIT.cannotRun;
  }
}

async function runCommand(command: Command, args: readonly string[], io: CommandIo): Promise<number> {
  if (args.includes('--help') || args.includes('-h')) {
    io.stdout(helpOf(command));
    return EXIT.ok;
  }
  const { values, positionals } = parse(command, args);
  return command.run(
    { files: positionals, values: values as Record<string, string | boolean | undefined> },
    io,
  );
}

function parse(command: Command, args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: command.options, allowPositionals: true, strict: true });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new CommandError(
      `${reason.split('. To specify')[0]}. Usage: tracewright ${command.name} ${command.usage}`,
    );
  }
}

function overview(): string {
  const width = Math.max(...COMMANDS.map(({ name }) => name.length));
  const rows = COMMANDS.map(({ name, summary }) => `  ${name.padEnd(width)}   ${summary}\n`);
  return `Usage: tracewright COMMAND ...\n\n${rows.join('')}\n\`tracewright COMMAND --help\` says more. \`-\` as a file reads standard input.\n`;
}

function helpOf({ name, usage, summary, details }: Command): string {
  return `Usage: tracewright ${name} ${usage}\n\n${summary}.\n\n${details.map((line) => `  ${line}\n`).join('')}`;
}

/** The command that begins like what was typed. */
function suggestion(typed: string): string {
  const near = COMMANDS.find(({ name }) => name.startsWith(typed.slice(0, 2)));
  return near ? ` Did you mean \`${near.name}\`?` : '';
}
