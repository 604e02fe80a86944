import { similarName } from '../core/constraints/similar.ts';
import { parseArguments } from './arguments.ts';
import { type Command, CommandError, type CommandIo, EXIT } from './command.ts';
import { systemReason } from './files.ts';
import { COMMANDS } from './table.ts';

/** Runs the command that `args` name. @returns the exit code; never throws. */
export async function runCommandLine(
  args: readonly string[],
  io: CommandIo,
  version: string,
  commands: readonly Command[] = COMMANDS,
): Promise<number> {
  const [name, ...rest] = withHelpLast(args);
  if (name === undefined || isHelp(name)) {
    const write = name === undefined ? io.stderr : io.stdout;
    write(overview(commands));
    return name === undefined ? EXIT.cannotRun : EXIT.ok;
  }
  if (name === '--version' || name === '-v') {
    io.stdout(`${version}\n`);
    return EXIT.ok;
  }
  const command = commands.find((candidate) => candidate.name === name);
  if (command === undefined) return refuse(name, commands, io);
  if (beforeFiles(rest).some(isHelp)) {
    io.stdout(helpOf(command));
    return EXIT.ok;
  }
  return runCommand(command, rest, io);
}

async function runCommand(command: Command, args: readonly string[], io: CommandIo): Promise<number> {
  try {
    return await command.run(parseArguments(command, args), io);
  } catch (error) {
    const reason = error instanceof CommandError ? error.message : `${systemReason(error)}.`;
    io.stderr(`tracewright ${command.name}: ${reason}\n`);
    return EXIT.cannotRun;
  }
}

/** `help check` is `check --help`. */
function withHelpLast(args: readonly string[]): readonly string[] {
  const [first, second] = args;
  return first === 'help' && second !== undefined ? [second, '--help'] : args;
}

const isHelp = (argument: string) => argument === '--help' || argument === '-h' || argument === 'help';

/** Behind `--` everything is a file. */
function beforeFiles(args: readonly string[]): readonly string[] {
  const end = args.indexOf('--');
  return (end < 0 ? args : args.slice(0, end)).filter((argument) => argument.startsWith('-'));
}

function refuse(name: string, commands: readonly Command[], io: CommandIo): number {
  const kind = name.startsWith('-') ? 'option' : 'command';
  const meant = similarName(
    name,
    kind === 'option' ? ['--help', '--version'] : commands.map((command) => command.name),
  );
  const hint = meant === undefined ? '' : ` Did you mean \`${meant}\`?`;
  io.stderr(`tracewright: There is no ${kind} \`${name}\`.${hint} See tracewright --help\n`);
  return EXIT.cannotRun;
}

function overview(commands: readonly Command[]): string {
  const width = Math.max(...commands.map(({ name }) => name.length));
  const rows = commands.map(({ name, summary }) => `  ${name.padEnd(width)}   ${summary}\n`);
  return [
    'Usage: tracewright COMMAND ...\n',
    `\n${rows.join('')}`,
    '\n`tracewright COMMAND --help` says more. `-` as a file reads standard input.\n',
  ].join('');
}

function helpOf({ name, usage, summary, details }: Command): string {
  return `Usage: tracewright ${name} ${usage}\n\n${summary}.\n\n${details.map((line) => `  ${line}\n`).join('')}`;
}
