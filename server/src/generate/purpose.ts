import { stem, wordsOf } from './codec/words.ts';

/** What an operation does with what it is about. */
export type Purpose = 'reads' | 'creates' | 'changes' | 'removes';

const VERBS: Readonly<Record<Purpose, string>> = {
  reads: 'get head list find fetch read load search show view browse select query lookup count',
  creates:
    'post create add insert place submit reserve charge book pay confirm hold issue register publish created placed submitted reserved charged booked paid confirmed accepted issued registered published',
  changes:
    'put patch update upsert set save write assign debit credit transfer capture block unblock activate deactivate enable disable lock unlock approve reject decline adjust increment decrement archive restore renew extend suspend resume redeem append upload finish complete close updated changed assigned captured approved rejected declined blocked',
  removes:
    'delete del remove cancel void revoke release refund clear deleted removed cancelled canceled voided revoked released refunded',
};

const PURPOSES: ReadonlyMap<string, Purpose> = new Map(
  (Object.keys(VERBS) as Purpose[]).flatMap((purpose) =>
    VERBS[purpose].split(' ').map((verb) => [verb, purpose] as const),
  ),
);

/**
 * The purpose that an operation speaks of: its first word, or its last one where that says what is posted to a route (`POST
 * /orders/{id}/cancel`) or what has happened to a message's subject (`order.created`). Undefined where nothing tells it: to
 * post to what is no collection (`POST /introspect`) may be anything.
 */
export function purposeOf(operation = ''): Purpose | undefined {
  const known = TOLD.get(operation);
  if (known) return known.purpose;
  if (TOLD.size >= MOST_TOLD) TOLD.clear();
  const purpose = toldBy(operation);
  TOLD.set(operation, { purpose });
  return purpose;
}

/** The same few operations are asked about at every key. */
const TOLD = new Map<string, { readonly purpose: Purpose | undefined }>();
const MOST_TOLD = 4096;

function toldBy(operation: string): Purpose | undefined {
  const words = wordsOf(methodOf(operation));
  const [first = '', last = ''] = [words[0], words.at(-1)];
  const told = PURPOSES.get(first);
  if (told !== undefined && first !== 'post') return told;
  const isCollection = /s\/?$/u.test(operation);
  if (isCollection && PURPOSES.get(stem(last)) === 'removes') return 'removes';
  return PURPOSES.get(last) ?? (isCollection ? told : undefined);
}

/**
 * The same of a request that is sure to have one: what tells none shows something, but for what is posted. To post to what is no
 * collection (`POST /telemetry`) is to create something where a service is named after it, to post to one of many is to change that.
 */
export function purposeAsked(request = ''): Purpose {
  const told = purposeOf(request);
  if (told !== undefined || !request.startsWith('POST ')) return told ?? 'reads';
  return request.includes('{') ? 'changes' : 'creates';
}

/** Without the package and the interface of a remote method: `shop.v1.Orders/Create`. */
function methodOf(operation: string): string {
  const isRoute = operation.startsWith('/') || operation.includes(' ');
  return isRoute ? operation : operation.slice(operation.lastIndexOf('/') + 1);
}

/** Whether who is asked for `asked` does something of that purpose on the way: who shows something changes nothing. */
export function serves(asked: Purpose | undefined, purpose: Purpose | undefined): boolean {
  if (asked === undefined || purpose === undefined) return true;
  if (asked === 'reads') return purpose === 'reads';
  return asked !== 'removes' || purpose !== 'creates';
}

/** What the last call is asked for of those that lead to a layer: by itself, or by the nearest above it that says so. */
export function purposeAlong(path: readonly { readonly operation?: string }[]): Purpose | undefined {
  for (let index = path.length - 1; index >= 0; index--) {
    const purpose = purposeOf(path[index]?.operation);
    if (purpose !== undefined) return purpose;
  }
  return undefined;
}
