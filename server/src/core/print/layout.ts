import type { Entry } from '../spec/kinds.ts';
import type { Attribute, Statement } from '../spec/spec.ts';
import { printHead } from './head.ts';

/** What `entry` has between braces; undefined where it has none. */
export function bracesOf(entry: Entry): readonly Entry[] | undefined {
  switch (entry.kind) {
    case 'service':
    case 'scope':
    case 'call':
    case 'span':
    case 'alternative':
      return bracedIf(entry.bodyRange !== undefined, entry.body);
    case 'trace':
    case 'par':
    case 'repeat':
    case 'choose':
    case 'on-error':
    case 'scenario':
      return entry.body;
    case 'latency':
    case 'fault':
      return entry.rules;
    case 'require':
      return entry.clauses;
    case 'event':
    case 'throw':
    case 'link':
      return bracedIf(entry.bodyRange !== undefined, entry.attributes);
    default:
      return undefined;
  }
}

function bracedIf(hasBraces: boolean, entries: readonly Entry[]): readonly Entry[] | undefined {
  return hasBraces || entries.length > 0 ? entries : undefined;
}

/** What follows the braces of `entry` on the line of the closing one. */
export function tailOf(entry: Entry): string {
  if (entry.kind !== 'event' && entry.kind !== 'link') return '';
  return entry.dropped.map(({ what, count }) => ` dropped ${what} ${count}`).join('');
}

/** Lines of attributes behind an event, throw or link are kept below this many characters, indentation included. */
const MAX_LINE = 110;

/** The attributes of an event, throw or link as `{ a = 1, b = 2 }`, where nothing stands against one line. */
export function inlineBraces(entry: Entry, used: number): string | undefined {
  if (entry.kind !== 'event' && entry.kind !== 'throw' && entry.kind !== 'link') return undefined;
  if (entry.comment !== undefined || entry.inner !== undefined || entry.attributes.some(needsOwnLine))
    return undefined;
  const text = ` { ${entry.attributes.map(printHead).join(', ')} }`;
  return used + text.length <= MAX_LINE || entry.attributes.length < 2 ? text : undefined;
}

function needsOwnLine(attribute: Attribute): boolean {
  const { leading, comment, verbatim, value } = attribute;
  const isPlain = leading === undefined && comment === undefined && verbatim === undefined;
  return !isPlain || value.text.includes('\n');
}

/** The statement behind the colon of a share, where it stands there without braces. */
export function unbracedStatement(entry: Entry): Statement | undefined {
  if (entry.kind !== 'alternative' || entry.bodyRange !== undefined || entry.body.length !== 1)
    return undefined;
  const [statement] = entry.body;
  return statement?.leading === undefined ? statement : undefined;
}
