import type { CallPattern } from '../../core/spec/spec.ts';
import type { CallNode } from '../call-node.ts';
import type { Messages } from '../memory/messages.ts';

/** A call that stands in a layer or is planned there; what is still to be written below it is `below`. */
export interface MadeCall {
  readonly type: CallNode['type'];
  readonly service: string;
  readonly operation?: string;
  readonly children?: readonly CallNode[];
  readonly below?: unknown;
}

/** Whether the message that a call works on is sent before it, or may still be; one that nobody was seen to send need not. */
export function isAnnounced(
  { type, service }: Pick<MadeCall, 'type' | 'service'>,
  before: readonly MadeCall[],
  messages: Messages,
): boolean {
  if (type !== 'recv') return true;
  const topics = messages.topicsOf(service);
  return (
    topics.length === 0 ||
    topics.some(
      (topic) => !messages.isSent(topic) || isSent(topic, before) || senderOf(topic, before, messages) >= 0,
    )
  );
}

/**
 * For each call of a layer the topics that must be sent below it, since somebody works on them later: in the layer itself, or
 * behind the call that makes it.
 * @param owed topics that must be sent in the layer or below it
 */
export function owedBelow(
  before: readonly MadeCall[],
  planned: readonly MadeCall[],
  owed: readonly string[],
  messages: Messages,
): readonly ReadonlySet<string>[] {
  const owing = planned.map(() => new Set<string>());
  const askFor = (topic: string, calls: readonly MadeCall[]) => {
    if (!isSent(topic, [...before, ...calls])) owing[senderOf(topic, calls, messages)]?.add(topic);
  };
  for (const topic of owed) askFor(topic, planned);
  planned.forEach(({ type, operation }, index) => {
    if (type === 'recv' && operation !== undefined) askFor(operation, planned.slice(0, index));
  });
  return owing;
}

/** The call without which a topic is not sent. */
export function sendOf(topic: string): CallPattern {
  return { range: NOWHERE, type: 'send', operation: { range: NOWHERE, value: topic } };
}

const NOWHERE = { start: 0, end: 0 };

function isSent(topic: string, calls: readonly MadeCall[]): boolean {
  const open = [...calls];
  for (let call = open.pop(); call; call = open.pop()) {
    if (call.type === 'send' && call.operation === topic) return true;
    open.push(...(call.children ?? []));
  }
  return false;
}

/** Index of the last call below which that topic may still be sent; -1 where there is none. */
function senderOf(topic: string, calls: readonly MadeCall[], messages: Messages): number {
  return calls.findLastIndex(({ below, service }) => below !== undefined && messages.leadsTo(service, topic));
}
