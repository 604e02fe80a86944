import type { HostMessage, Subject, Trace } from '../messages.ts';
import { rowAt } from '../rows/visible-rows.ts';
import type { ViewState } from './view-state.ts';

/** The last picture that could be drawn. */
export interface Picture extends Subject {
  readonly traces: readonly Trace[];
  readonly syntaxErrors: number;
  /** The document has moved on to something that cannot be drawn. */
  readonly stale: boolean;
}

export interface Store {
  readonly picture: Picture | undefined;
  readonly state: ViewState;
}

/** What is to be shown after a message. A message about another document, or another version, changes nothing. */
export function receive(store: Store, message: HostMessage): Store {
  const { state } = store;
  if (state.uri !== undefined && state.uri !== message.uri) return store;
  const here = { ...store, state: { ...state, uri: message.uri } };
  switch (message.type) {
    case 'show':
      return show(here, message);
    case 'unavailable':
      return { ...here, picture: here.picture && { ...here.picture, stale: true } };
    case 'cursor':
      return message.version === here.picture?.version ? markAt(here, message.offset) : store;
  }
}

/** The trace that is shown: the one that was chosen, else the first. */
export function currentTrace({ picture, state }: Store): Trace | undefined {
  return picture?.traces.find(({ id }) => id === state.trace) ?? picture?.traces[0];
}

/** A text that is broken all over keeps the picture before it. */
function show(store: Store, message: Extract<HostMessage, { type: 'show' }>): Store {
  const { uri, version, traces, syntaxErrors } = message;
  const { picture } = store;
  if (traces.length === 0 && syntaxErrors > 0 && picture !== undefined && picture.traces.length > 0)
    return { ...store, picture: { ...picture, syntaxErrors, stale: true } };
  return { ...store, picture: { uri, version, traces, syntaxErrors, stale: false } };
}

function markAt(store: Store, offset: number): Store {
  const trace = store.picture?.traces.find(({ range }) => range.start <= offset && offset <= range.end);
  if (trace === undefined) return store;
  const selected = trace.rows[rowAt(trace.rows, offset)]?.id;
  return { ...store, state: { ...store.state, trace: trace.id, selected } };
}
