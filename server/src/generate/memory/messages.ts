import { remembering } from '../remembering.ts';
import type { Memory } from './memory.ts';

/** Who was seen to send which messages; their topic is what `send` and `recv` are asked for. */
export interface Messages {
  /** Topics that a service was seen to work on. */
  topicsOf(service: string): readonly string[];
  /** Whether anybody was seen to send that topic. */
  isSent(topic: string): boolean;
  /** Whether a service was. */
  sends(service: string, topic: string): boolean;
  /** Whether it was, or one whom it was seen to call, and so on. */
  leadsTo(service: string, topic: string): boolean;
}

/**
 * What `memory` shows of them, worked out as it is asked for and not anew when the memory grows.
 * @param queues where messages may be sent
 */
export function messagesIn(memory: Memory, queues: readonly { readonly service: string }[]): Messages {
  const callsOf = (service: string) => memory.layersOfCaller(service).flatMap(({ calls }) => calls);
  const calleesOf = remembering((service) => new Set(callsOf(service).map((call) => call.service)));
  const topicsSentBy = remembering(
    (service) =>
      new Set(callsOf(service).map(({ type, operation }) => (type === 'send' ? operation : undefined))),
  );
  const sends = (service: string, topic: string) => topicsSentBy(service).has(topic);
  return {
    topicsOf: remembering((service) => [...memory.operationsOf('recv', service).keys()]),
    isSent: remembering((topic) =>
      queues.some(({ service }) => memory.operationsOf('send', service).has(topic)),
    ),
    sends,
    leadsTo: (service, topic) => {
      const reached = new Set([service]);
      for (const caller of reached) {
        if (sends(caller, topic)) return true;
        for (const callee of calleesOf(caller)) reached.add(callee);
      }
      return false;
    },
  };
}
