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

/** Whether there is a message that a call may work on; one that nobody was seen to send need not be sent. */
export function isAnnounced(
  { type, service }: Pick<MadeCall, 'type' | 'service'>,
  before: readonly MadeCall[],
  messages: Messages,
): boolean {
  if (type !== 'recv' || messages.topicsOf(service).length === 0) return true;
  return announcedTopics(service, before, messages).length > 0;
}

/**
 * Topics that a service may work on behind `before`: those that it was seen to work on, where they are sent, may still be, or were
 * never seen to be sent; else whatever is sent there.
 */
export function announcedTopics(
  service: string,
  before: readonly MadeCall[],
  messages: Messages,
): readonly string[] {
  const sent = topicsSent(before);
  const known = messages
    .topicsOf(service)
    .filter((topic) => sent.has(topic) || !messages.isSent(topic) || senderOf(topic, before, messages) >= 0);
  return known.length > 0 ? known : [...sent];
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
    if (!topicsSent([...before, ...calls]).has(topic)) owing[senderOf(topic, calls, messages)]?.add(topic);
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

/** Topics that are sent by calls or below them, as far as they are written. */
function topicsSent(calls: readonly MadeCall[]): ReadonlySet<string> {
  const topics = new Set<string>();
  const open = [...calls];
  for (let call = open.pop(); call; call = open.pop()) {
    if (call.type === 'send' && call.operation) topics.add(call.operation);
    open.push(...(call.children ?? []));
  }
  return topics;
}

/** Index of the last call below which that topic may still be sent; -1 where there is none. */
function senderOf(topic: string, calls: readonly MadeCall[], messages: Messages): number {
  return calls.findLastIndex(({ below, service }) => below !== undefined && messages.leadsTo(service, topic));
}
