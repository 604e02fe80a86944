import { type CallNode, layersOf } from '../call-node.ts';
import type { TypedService } from './counterparts.ts';
import type { LibrarySystem } from './library.ts';
import { singularOf } from './protocols.ts';
import { rootsOf } from './roots.ts';
import { subjectWords } from './subject.ts';

/**
 * What a system's messages are about where other services send them: those that speak of nothing these are named after are named
 * after their sender, so that `entry-posted` is `invoice-posted` where invoices send it. Topics that stay as they are are left out.
 * @param services of the file
 * @param own who of them does what a service of the system does
 */
export function retoldTopics(
  system: LibrarySystem,
  services: readonly TypedService[],
  own: (service: string) => string | undefined,
): ReadonlyMap<string, string> {
  const known = new Set(services.flatMap(({ service }) => [...rootsOf(service)]));
  const told = new Map<string, string>();
  for (const { topic, sender } of messagesOf(system)) {
    const name = own(sender);
    if (name === undefined || [...rootsOf(topic)].some((root) => known.has(root))) continue;
    const renamed = namedAfter(name, topic);
    if (renamed !== topic) told.set(topic, renamed);
  }
  return told;
}

/** The messages of a system that nobody sends in a file where their senders do not. */
export function unsentTopics(
  system: LibrarySystem,
  isSilent: (sender: string) => boolean,
): ReadonlySet<string> {
  const messages = messagesOf(system);
  const sent = new Set(messages.flatMap(({ topic, sender }) => (isSilent(sender) ? [] : [topic])));
  return new Set(messages.flatMap(({ topic }) => (sent.has(topic) ? [] : [topic])));
}

interface Message {
  readonly topic: string;
  readonly sender: string;
}

const MESSAGES = new WeakMap<LibrarySystem, readonly Message[]>();

function messagesOf(system: LibrarySystem): readonly Message[] {
  const known = MESSAGES.get(system) ?? messagesIn(system);
  MESSAGES.set(system, known);
  return known;
}

function messagesIn({ traces }: LibrarySystem): readonly Message[] {
  const layers = traces.flatMap(({ roots }) => layersOf(roots));
  return layers.flatMap(({ path, calls }) => {
    const sender = path.at(-1)?.service ?? '';
    return calls.flatMap(({ type, operation }: CallNode) =>
      type === 'send' && operation !== undefined ? [{ topic: operation, sender }] : [],
    );
  });
}

/** Something and what has happened to it: `entry-posted`, `EntryPosted`. */
const EVENT = /^(.+?)([-._/]|(?<=\p{Ll})(?=\p{Lu}))(\p{L}\p{Ll}*ed)$/u;

function namedAfter(service: string, topic: string): string {
  const [, subject = '', join = '', happened = ''] = EVENT.exec(topic) ?? [];
  if (happened === '') return topic;
  const words = subjectWords(service);
  const named = words.map((word, index) => (index === words.length - 1 ? singularOf(word) : word));
  if (named.length === 0) return topic;
  const isCapital = /^\p{Lu}/u.test(subject);
  const spelled = isCapital ? named.map((word) => word.slice(0, 1).toUpperCase() + word.slice(1)) : named;
  return spelled.join(isCapital ? '' : '-') + join + happened;
}
