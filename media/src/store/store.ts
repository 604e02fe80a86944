import type { HostMessage, Subject } from '../messages.ts';
import { unpackTrace } from '../packed.ts';
import type { Heading, Trace } from '../picture.ts';
import { rowAt } from '../rows/visible-rows.ts';
import type { ViewState } from './view-state.ts';

/** The last picture that could be drawn. */
export interface Picture extends Subject {
  readonly traces: readonly Heading[];
  /** The one that is drawn. */
  readonly shown: Trace | undefined;
  readonly syntaxErrors: number;
}

export interface Store {
  readonly picture: Picture | undefined;
  /** Why the document has moved on to something that cannot be drawn; the picture is then an old one. */
  readonly trouble: 'syntax' | 'document' | 'server' | undefined;
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
      return { ...here, trouble: message.reason };
    case 'cursor':
      return message.version === here.picture?.version ? markAt(unpinned(here), message.offset) : store;
    case 'moved':
      return {
        ...here,
        picture: here.picture && { ...here.picture, uri: message.to },
        state: { ...here.state, uri: message.to },
      };
  }
}

/** A text that is broken all over keeps the picture before it. */
function show(store: Store, message: Extract<HostMessage, { type: 'show' }>): Store {
  const { uri, version, traces, syntaxErrors, cursor } = message;
  const { picture } = store;
  if (traces.length === 0 && syntaxErrors > 0 && picture !== undefined && picture.traces.length > 0)
    return { ...store, trouble: 'syntax' };
  const shown = message.shown && unpackTrace(message.shown);
  const drawn = { ...store, picture: { uri, version, traces, shown, syntaxErrors }, trouble: undefined };
  return cursor === undefined ? drawn : markAt(drawn, cursor);
}

/** A cursor in another trace chooses that one; its call is marked when its picture has come. */
function markAt(store: Store, offset: number): Store {
  const { picture, state } = store;
  const heading = picture?.traces.find(({ range }) => range.start <= offset && offset <= range.end);
  if (picture === undefined || heading === undefined) return store;
  const { shown } = picture;
  if (shown?.id !== heading.id) {
    const other = { ...state, trace: heading.id, selected: undefined };
    return state.pinned ? store : { ...store, state: other };
  }
  const selected = shown.rows[rowAt(shown.rows, offset)]?.id;
  if (selected === state.selected && heading.id === state.trace) return store;
  return { ...store, state: { ...state, trace: heading.id, selected } };
}

function unpinned(store: Store): Store {
  return store.state.pinned ? { ...store, state: { ...store.state, pinned: false } } : store;
}
