import { CommandError, type CommandInput } from './command.ts';

/** The value of an option that takes a whole number from 0 on. Throws `CommandError` on anything else. */
export function wholeNumber({ values }: CommandInput, option: string, otherwise: number): number {
  const value = values[option];
  if (value === undefined) return otherwise;
  const number = value === '' ? Number.NaN : Number(value);
  if (Number.isSafeInteger(number) && number >= 0) return number;
  throw new CommandError(`--${option} takes a whole number from 0 on, not \`${value}\`.`);
}
