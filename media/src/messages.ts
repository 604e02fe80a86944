import { type Check, isBoolean, isNumber, isString, listOf, oneOf, optional, shape } from './checks.ts';
import { isPackedTrace, type PackedTrace } from './packed.ts';
import type { Heading } from './picture.ts';

/**
 * What the extension and the preview say to each other. Both sides check what arrives with the guards below: a message
 * that does not fit is ignored.
 */
export type HostMessage =
  /** The picture of one version of the document, and where the editor's cursor stands in it. */
  | (Subject & {
      readonly type: 'show';
      readonly traces: readonly Heading[];
      readonly shown?: PackedTrace | undefined;
      readonly syntaxErrors: number;
      readonly cursor?: number | undefined;
    })
  /** There is no picture: the document cannot be read, or the server does not answer. */
  | (Subject & { readonly type: 'unavailable'; readonly reason: 'document' | 'server' })
  /** The editor's cursor was moved: a UTF-16 offset into that version. */
  | (Subject & { readonly type: 'cursor'; readonly offset: number })
  /** The document has another address now. */
  | { readonly type: 'moved'; readonly uri: string; readonly to: string };

export type ViewMessage =
  /** The view runs and waits for its first picture: of this trace, if it knows one from before. */
  | { readonly type: 'ready'; readonly trace?: string | undefined }
  /** Another trace is to be shown. */
  | { readonly type: 'choose'; readonly uri: string; readonly trace: string }
  /** Show the text at `offset`; `focus` moves the keyboard there too. */
  | (Subject & { readonly type: 'reveal'; readonly offset: number; readonly focus: boolean });

/** The document, and the version of it, that a message is about. */
export interface Subject {
  readonly uri: string;
  readonly version: number;
}

export function isHostMessage(value: unknown): value is HostMessage {
  return HOST_MESSAGES.some((check) => check(value));
}

export function isViewMessage(value: unknown): value is ViewMessage {
  return VIEW_MESSAGES.some((check) => check(value));
}

const isHeading = shape({
  id: isString,
  name: isString,
  range: shape({ start: isNumber, end: isNumber }),
});

const HOST_MESSAGES: readonly Check[] = [
  aboutVersion('show', {
    traces: listOf(isHeading),
    shown: optional(isPackedTrace),
    syntaxErrors: isNumber,
    cursor: optional(isNumber),
  }),
  aboutVersion('unavailable', { reason: oneOf('document', 'server') }),
  aboutVersion('cursor', { offset: isNumber }),
  shape({ type: oneOf('moved'), uri: isString, to: isString }),
];

const VIEW_MESSAGES: readonly Check[] = [
  shape({ type: oneOf('ready'), trace: optional(isString) }),
  shape({ type: oneOf('choose'), uri: isString, trace: isString }),
  aboutVersion('reveal', { offset: isNumber, focus: isBoolean }),
];

function aboutVersion(type: string, members: Readonly<Record<string, Check>>): Check {
  return shape({ type: oneOf(type), uri: isString, version: isNumber, ...members });
}
