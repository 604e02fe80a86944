import { isModifierWord, nameOrQuoted } from '../../core/text/names.ts';
import type { TypedCall } from '../decoder/typed-call.ts';

/** The line of a half-typed call, as far as it goes: `rpc stock `, `http orders "GET /or`. */
export function lineOf({ type, typeDone, service, serviceDone, operation }: TypedCall): string {
  if (!typeDone) return type;
  if (!serviceDone) return `${type} ${service}`;
  const quoted = nameOrQuoted(operation, isModifierWord);
  return `${type} ${nameOrQuoted(service)} ${operation === '' ? '' : openQuoted(quoted)}`;
}

/** The quote that ends an unfinished text is still to come. */
const openQuoted = (text: string): string => (text.endsWith('"') ? text.slice(0, -1) : text);
