import { type RecordedSpan, textAttribute } from './span.ts';

/** `kafka`, `rabbitmq` …; undefined where a span has nothing to do with messages, as far as it says. */
export function messagingSystemOf({ attributes }: RecordedSpan): string | undefined {
  return textAttribute(attributes, 'messaging.system');
}

/** The queue or topic, else what the name of the span says of it. */
export function messageOperation(span: RecordedSpan): string {
  const destination = textAttribute(
    span.attributes,
    'messaging.destination.name',
    'messaging.destination',
    'message_bus.destination',
  );
  return destination ?? (withoutVerb(span.name) || span.name);
}

/** The old conventions put the verb last, the new ones first. */
function withoutVerb(name: string): string {
  return name.replace(
    /^(?:send|publish|create|receive|process|consume|poll)\s+|\s+(?:send|publish|create|receive|process|consume)$/i,
    '',
  );
}

/** Clients that only move messages: their spans may have the kind CLIENT. */
export function sendsMessage({ attributes }: RecordedSpan): boolean {
  const operation = textAttribute(
    attributes,
    'messaging.operation.type',
    'messaging.operation',
    'messaging.operation.name',
  );
  return operation !== undefined && /^(?:send|publish|create)$/i.test(operation);
}
