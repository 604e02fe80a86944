import { parseArgs } from 'node:util';
import { similarName } from '../core/constraints/similar.ts';
import { type Command, CommandError, type CommandInput } from './command.ts';

/**
 * What stands behind the name of a command, by that command's options.
 * @throws CommandError where an option is unknown, or has a value too many or too few.
 */
export function parseArguments(command: Command, args: readonly string[]): CommandInput {
  const { values, positionals, tokens } = parseArgs({
    args: [...args],
    options: command.options,
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
  for (const token of tokens) if (token.kind === 'option') assertOption(command, token);
  return { files: positionals, values };
}

interface OptionToken {
  readonly name: string;
  readonly rawName: string;
  readonly value: string | undefined;
}

function assertOption(command: Command, { name, rawName, value }: OptionToken): void {
  const option = Object.hasOwn(command.options, name) ? command.options[name] : undefined;
  if (option === undefined) {
    const meant = similarName(name, Object.keys(command.options));
    throw misuse(
      command,
      `There is no option \`${rawName}\`.${meant === undefined ? '' : ` Did you mean \`--${meant}\`?`}`,
    );
  }
  if (option.type === 'boolean' && value !== undefined)
    throw misuse(command, `\`${rawName}\` takes no value.`);
  if (option.type === 'string' && value === undefined) throw misuse(command, `\`${rawName}\` needs a value.`);
}

function misuse({ name, usage }: Command, reason: string): CommandError {
  return new CommandError(`${reason}\nUsage: tracewright ${name} ${usage}`);
}
