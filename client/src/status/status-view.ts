import type { ModelStatus } from '../../../server/src/protocol.ts';
import type { ServerState } from '../server-session.ts';

export type InlineMode = 'automatic' | 'manual' | 'off';

export interface StatusInput {
  readonly server: ServerState;
  /** Undefined until the server has spoken of it. */
  readonly model: ModelStatus | undefined;
  readonly inlineMode: InlineMode;
  readonly trusted: boolean;
}

/** What the status item shows; `alarm` only where the user must act. */
export interface StatusView {
  readonly icon: 'error' | 'warning' | 'sync~spin' | 'circle-slash' | 'sparkle' | 'edit';
  /** One line for each thing worth knowing, the most important one first. */
  readonly facts: readonly StatusFact[];
  readonly alarm: boolean;
}

/** `text` is already the server's own wording where `key` is `reason`. */
export type StatusFact =
  | { readonly key: 'server-starting' | 'server-stopped' }
  | { readonly key: 'untrusted' | 'ghost-text-off' | 'ghost-text-manual' }
  | { readonly key: 'model'; readonly state: ModelStatus['state'] }
  | { readonly key: 'reason' | 'model-name'; readonly text: string }
  | { readonly key: 'latency'; readonly ms: number };

/** A pure function of what is known, so that every combination can be tested. */
export function statusView(input: StatusInput): StatusView {
  if (input.server === 'stopped') return { icon: 'error', facts: [{ key: 'server-stopped' }], alarm: true };
  if (input.server === 'starting' || input.model === undefined)
    return { icon: 'sync~spin', facts: [{ key: 'server-starting' }], alarm: false };
  return {
    icon: iconOf(input, input.model),
    facts: [...modelFacts(input, input.model), ...modeFacts(input.inlineMode)],
    alarm: input.model.state === 'failed',
  };
}

function iconOf({ trusted, inlineMode }: StatusInput, model: ModelStatus): StatusView['icon'] {
  if (model.state === 'failed') return 'error';
  if (!trusted || model.state === 'off' || model.state === 'missing') return 'circle-slash';
  if (model.state === 'starting' || model.state === 'restarting' || model.state === 'busy')
    return 'sync~spin';
  return inlineMode === 'automatic' ? 'sparkle' : 'edit';
}

function modelFacts({ trusted }: StatusInput, model: ModelStatus): readonly StatusFact[] {
  if (!trusted) return [{ key: 'untrusted' }];
  const facts: StatusFact[] = [{ key: 'model', state: model.state }];
  if (model.reason !== undefined) facts.push({ key: 'reason', text: model.reason });
  if (model.model !== undefined) facts.push({ key: 'model-name', text: model.model });
  if (model.latencyMs !== undefined) facts.push({ key: 'latency', ms: Math.round(model.latencyMs) });
  return facts;
}

function modeFacts(mode: InlineMode): readonly StatusFact[] {
  if (mode === 'off') return [{ key: 'ghost-text-off' }];
  return mode === 'manual' ? [{ key: 'ghost-text-manual' }] : [];
}
