import type {
  Assessment,
  FillResult,
  Generator,
  OddCall,
  Proposal,
  Snapshot,
} from '../../server/src/generate/generator.ts';
import type { ModelService } from '../../server/src/handlers/model-service.ts';
import type { ModelStatus } from '../../server/src/protocol.ts';
import type { Settings } from '../../server/src/workspace/settings.ts';

type Script = (snapshot: Snapshot, signal: AbortSignal) => Promise<FillResult>;

const NOTHING: FillResult = { edits: [], filled: 0, refused: [] };

/** A model that answers as a test tells it to, and keeps what it was asked. */
export class ScriptedModel implements ModelService, Generator {
  readonly generator = this;
  readonly asked: {
    readonly kind: string;
    readonly text: string;
    readonly offset?: number;
    readonly options: object;
  }[] = [];
  readonly signals: AbortSignal[] = [];
  readonly configured: Settings[] = [];
  proposed: (offset: number, signal: AbortSignal) => Promise<readonly Proposal[]> = async () => [];
  filled: Script = async () => NOTHING;
  assessed: (signal: AbortSignal) => Promise<Assessment | undefined> = async () => undefined;
  odd: (signal: AbortSignal) => Promise<readonly OddCall[]> = async () => [];
  status: ModelStatus = { state: 'idle' };
  trusted = false;
  warmedUp = 0;
  disposed = false;
  #listeners: ((status: ModelStatus) => void)[] = [];

  propose: Generator['propose'] = (snapshot, offset, options, signal) => {
    this.asked.push({ kind: 'propose', text: snapshot.text, offset, options });
    this.signals.push(signal);
    return this.proposed(offset, signal);
  };

  fillAt: Generator['fillAt'] = (snapshot, offset, options, signal) => {
    this.asked.push({ kind: 'fillAt', text: snapshot.text, offset, options });
    this.signals.push(signal);
    return this.filled(snapshot, signal);
  };

  fillAll: Generator['fillAll'] = async (snapshot, options, signal, progress) => {
    this.asked.push({ kind: 'fillAll', text: snapshot.text, options });
    this.signals.push(signal);
    progress?.(1, 2);
    return this.filled(snapshot, signal);
  };

  redraw: Generator['redraw'] = (snapshot, offset, options, signal) => {
    this.asked.push({ kind: 'redraw', text: snapshot.text, offset, options });
    this.signals.push(signal);
    return this.filled(snapshot, signal);
  };

  assess: Generator['assess'] = (snapshot, offset, signal) => {
    this.asked.push({ kind: 'assess', text: snapshot.text, offset, options: {} });
    this.signals.push(signal);
    return this.assessed(signal);
  };

  oddCalls: Generator['oddCalls'] = (snapshot, threshold, signal) => {
    this.asked.push({ kind: 'oddCalls', text: snapshot.text, options: { threshold } });
    this.signals.push(signal);
    return this.odd(signal);
  };

  onStatus = (listener: (status: ModelStatus) => void): void => {
    this.#listeners.push(listener);
  };

  become(status: ModelStatus): void {
    this.status = status;
    for (const listener of this.#listeners) listener(status);
  }

  readonly endpointKeys: (string | undefined)[] = [];

  useEndpointKey = (key: string | undefined): void => {
    this.endpointKeys.push(key);
  };

  configure = (settings: Settings): void => {
    this.configured.push(settings);
  };

  warmUp = (): void => {
    this.warmedUp += 1;
  };

  grantTrust = (): void => {
    this.trusted = true;
  };

  restart = async (): Promise<ModelStatus> => {
    this.become({ state: 'ready', model: 'scripted' });
    return this.status;
  };

  dispose = async (): Promise<void> => {
    this.disposed = true;
  };
}

/** Ends only when it is aborted, as a long generation does. */
export function untilAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    const abort = () => reject(new DOMException('The work was aborted.', 'AbortError'));
    if (signal.aborted) abort();
    else signal.addEventListener('abort', abort);
  });
}
