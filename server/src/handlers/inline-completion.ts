import {
  type InlineCompletionItem,
  type InlineCompletionParams,
  InlineCompletionTriggerKind,
  type ServerCapabilities,
} from 'vscode-languageserver';
import { ModelUnavailable } from '../generate/language-model.ts';
import { CompletionSession, type SessionOptions } from '../generate/session/completion-session.ts';
import { cursorBehind } from '../generate/session/cursor-behind.ts';
import type { Request } from '../generate/session/gate.ts';
import type { Remainder } from '../generate/session/typed-ahead.ts';
import { TypingRhythm } from '../generate/session/typing-rhythm.ts';
import type { Settings } from '../workspace/settings.ts';
import type { TraceDocument } from '../workspace/trace-document.ts';
import type { ServerContext } from './context.ts';
import { abortSignal, requestCancelled } from './errors.ts';

/** Grey text. A failure goes to the log, never to the user who is typing; the status item says why nothing comes. */
export function inlineCompletion(context: ServerContext): ServerCapabilities {
  const { connection, documents, index, settings, model, clock } = context;
  const rhythm = new TypingRhythm();
  const session = new CompletionSession({
    generator: model.generator,
    rhythm,
    now: clock.now,
    wait: clock.wait,
  });
  documents.onChanged((document) => {
    rhythm.record(clock.now());
    void anticipate(context, session, document);
  });
  documents.onClosed(({ uri }) => session.cache.forget(uri));
  settings.onChanged(() => session.cache.clear());
  index.onChanged(() => session.cache.clear());
  connection.languages.inlineCompletion.on(async (params, token) => {
    const document = documents.get(params.textDocument.uri);
    if (document === undefined) return [];
    const { signal, release } = abortSignal(token);
    try {
      const items = await propose(context, session, document, params, signal);
      return token.isCancellationRequested ? requestCancelled() : items;
    } finally {
      release();
    }
  });
  return { inlineCompletionProvider: true };
}

/** A part of the wait that the user has set: who waits for longer wants less to be worked out in vain. */
const ANTICIPATES_AFTER = 0.2;

/** Begins with what the editor will ask for behind the key that was pressed, since it waits before it does. */
async function anticipate(
  { settings, model, clock }: ServerContext,
  session: CompletionSession,
  document: TraceDocument,
): Promise<void> {
  const options = toOptions(settings.current);
  const offset = document.lastEdit && cursorBehind(document.lastEdit);
  const isAwake = model.status.state === 'ready' || model.status.state === 'busy';
  if (offset === undefined || options.mode !== 'automatic' || !isAwake) return;
  const signal = document.whileUnchanged;
  await clock.wait(options.debounce * ANTICIPATES_AFTER, signal);
  if (signal.aborted) return;
  const request = { text: document.text, offset, trigger: 'automatic' } as const;
  const read = (text: string) => document.snapshot(text);
  // The request that it is for says what went wrong.
  await session.anticipate(document.uri, request, options, read, signal).catch(() => undefined);
}

async function propose(
  { connection, settings }: ServerContext,
  session: CompletionSession,
  document: TraceDocument,
  params: InlineCompletionParams,
  signal: AbortSignal,
): Promise<InlineCompletionItem[]> {
  const { version } = document;
  const request = toRequest(document, params);
  if (request === undefined) return [];
  try {
    const options = toOptions(settings.current);
    const read = (text: string) => document.snapshot(text);
    const proposals = await session.propose(document.uri, request, options, read, signal);
    // The request carries no version: what was proposed for an older one is worth nothing.
    return document.version === version ? proposals.map((proposal) => toItem(document, proposal)) : [];
  } catch (error) {
    if (!(error instanceof ModelUnavailable))
      connection.console.error(`Inline completion failed: ${textOf(error)}`);
    return [];
  }
}

/** Undefined where the selected suggestion replaces text behind the cursor, since grey text cannot go along with that. */
function toRequest(
  document: TraceDocument,
  { position, context }: InlineCompletionParams,
): Request | undefined {
  const offset = document.offsetAt(position);
  const trigger = context.triggerKind === InlineCompletionTriggerKind.Invoked ? 'invoked' : 'automatic';
  const request = { text: document.text, offset, trigger } as const;
  const { selectedCompletionInfo } = context;
  if (selectedCompletionInfo === undefined) return request;
  const range = document.fromRange(selectedCompletionInfo.range);
  if (range.end !== offset) return undefined;
  return { ...request, selected: { start: range.start, text: selectedCompletionInfo.text } };
}

function toOptions(settings: Settings): SessionOptions {
  return {
    mode: settings['inlineCompletion.mode'],
    debounce: settings['inlineCompletion.debounce'],
    candidates: settings['inlineCompletion.candidates'],
    temperature: settings['inlineCompletion.temperature'],
  };
}

function toItem(document: TraceDocument, { range, text }: Remainder): InlineCompletionItem {
  return { insertText: text, range: document.toRange(range) };
}

function textOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
