import { wordsOf } from '../codec/words.ts';
import { plural } from './protocols.ts';
import { subjectWords } from './subject.ts';

/** A verb, what it is done to, and what else there is: `SELECT orders`, `SELECT BALANCE FOR UPDATE`. */
const STATEMENT = /^(\p{L}+) ([\p{L}\p{N}_]+)(.*)$/u;

/**
 * The same statement about what `caller` is about, where it is about something that is strange to the file: invoices have
 * `SELECT INVOICES` in place of `SELECT ACCOUNT_HOLDER`. Who is about nothing that could be counted has the verb alone.
 */
export function retoldTable(operation: string, caller: string, isStrange: (text: string) => boolean): string {
  const [, verb = '', table = '', rest = ''] = STATEMENT.exec(operation) ?? [];
  if (table === '' || !isStrange(table)) return operation;
  const words = subjectWords(caller);
  if (words.length === 0 || words.includes(verb.toLowerCase())) return verb;
  const last = wordsOf(table).at(-1) ?? '';
  const name = last.endsWith('s') ? plural(words.join('_')) : words.join('_');
  return `${verb} ${table === table.toUpperCase() ? name.toUpperCase() : name}${rest}`;
}
