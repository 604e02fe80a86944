import type { Generator } from '../generate/generator.ts';
import { ModelUnavailable, type ScoringModel } from '../generate/language-model.ts';
import type { ModelService } from '../handlers/model-service.ts';
import type { InferenceState } from '../inference/state.ts';
import type { SupervisedModel } from '../inference/supervisor.ts';
import type { ModelStatus } from '../protocol.ts';
import type { Settings } from '../workspace/settings.ts';
import { Activity, observed } from './observed-generator.ts';

export interface ModelServiceOptions {
  readonly trusted: boolean;
  /** The model that comes with the extension; undefined where this build has none. */
  readonly embeddedModel: string | undefined;
  readonly supervise: (
    modelPath: string,
    idleMs: number,
    onState: (state: InferenceState) => void,
  ) => SupervisedModel;
  readonly createGenerator: (model: ScoringModel) => Generator;
  readonly fileExists: (path: string) => boolean;
}

const MINUTE_MS = 60_000;

const UNTRUSTED = {
  state: 'off',
  reason: 'The workspace is not trusted, so no model is started. Everything else works.',
} as const;

const MISSING = {
  state: 'missing',
  reason:
    'This build of Tracewright comes without a model. Name a GGUF file in the setting tracewright.model.path.',
} as const;

/** The model's process follows trust and settings; nothing is started before it is needed or warmed up. */
export function createModelService(options: ModelServiceOptions): ModelService {
  return new SupervisedModelService(options);
}

/** A model in use and what it was made from. */
interface Running {
  readonly path: string;
  readonly idleMs: number;
  readonly model: SupervisedModel;
  readonly generator: Generator;
}

class SupervisedModelService implements ModelService {
  readonly #options: ModelServiceOptions;
  readonly #listeners: ((status: ModelStatus) => void)[] = [];
  readonly #activity = new Activity(() => this.#report());
  readonly generator: Generator;
  #trusted: boolean;
  #settings: Settings | undefined;
  #running: Running | undefined;
  #ended: Promise<unknown> = Promise.resolve();

  constructor(options: ModelServiceOptions) {
    this.#options = options;
    this.#trusted = options.trusted;
    this.generator = observed(() => this.#current(), this.#activity);
  }

  get status(): ModelStatus {
    return this.#unusable() ?? statusOf(this.#running?.model.state ?? { state: 'off' }, this.#activity);
  }

  onStatus(listener: (status: ModelStatus) => void): void {
    this.#listeners.push(listener);
  }

  configure(settings: Settings): void {
    this.#settings = settings;
    const running = this.#running;
    if (running && (running.path !== this.#path() || running.idleMs !== this.#idleMs())) this.#end();
    this.#report();
  }

  grantTrust(): void {
    this.#trusted = true;
    this.#report();
  }

  warmUp(): void {
    if (this.#unusable() !== undefined) return;
    const { model } = this.#run();
    if (model.state.state === 'off') model.describe().catch(() => undefined);
  }

  async restart(): Promise<ModelStatus> {
    if (this.#unusable() === undefined) await this.#run().model.restart();
    return this.status;
  }

  async dispose(): Promise<void> {
    this.#end();
    await this.#ended;
  }

  #current(): Generator {
    const unusable = this.#unusable();
    if (unusable !== undefined) throw new ModelUnavailable(unusable.reason);
    return this.#run().generator;
  }

  /** Why no model can be started; undefined where one can. */
  #unusable(): (ModelStatus & { readonly reason: string }) | undefined {
    if (!this.#trusted) return UNTRUSTED;
    const path = this.#path();
    if (path === undefined) return MISSING;
    if (this.#running !== undefined || this.#options.fileExists(path)) return undefined;
    return {
      state: 'missing',
      reason: `There is no file ${path}. Check the setting tracewright.model.path.`,
    };
  }

  #run(): Running {
    this.#running ??= this.#start(this.#path() ?? '');
    return this.#running;
  }

  #start(path: string): Running {
    const idleMs = this.#idleMs();
    const model = this.#options.supervise(path, idleMs, () => this.#report());
    return { path, idleMs, model, generator: this.#options.createGenerator(model) };
  }

  #end(): void {
    const { model } = this.#running ?? {};
    this.#running = undefined;
    if (model) this.#ended = Promise.all([this.#ended, model.dispose()]);
  }

  #path(): string | undefined {
    return this.#settings?.['model.path'] || this.#options.embeddedModel;
  }

  #idleMs(): number {
    return (this.#settings?.['model.idleUnload'] ?? 0) * MINUTE_MS;
  }

  #report(): void {
    const { status } = this;
    for (const listener of this.#listeners) listener(status);
  }
}

function statusOf(
  { state, reason, cause, model }: InferenceState,
  { busy, latencyMs }: Activity,
): ModelStatus {
  return {
    state: stateOf(state, cause, busy),
    ...(reason !== undefined && { reason }),
    ...(model !== undefined && { model }),
    ...(latencyMs !== undefined && { latencyMs }),
  };
}

function stateOf(
  state: InferenceState['state'],
  cause: InferenceState['cause'],
  busy: boolean,
): ModelStatus['state'] {
  if (state === 'off') return 'idle';
  if (state === 'failed' && cause === 'missing') return 'missing';
  return state === 'ready' && busy ? 'busy' : state;
}
