import { existsSync } from 'node:fs';
import type { Spec } from '../core/spec/spec.ts';
import { CODEC_NAME, CODEC_VERSION } from '../generate/codec/vocabulary.ts';
import { createGenerator } from '../generate/create-generator.ts';
import type { Generator } from '../generate/generator.ts';
import { type LanguageModel, ModelUnavailable } from '../generate/language-model.ts';
import type { Library } from '../generate/library/library.ts';
import type { ModelService } from '../handlers/model-service.ts';
import type { InferenceState } from '../inference/state.ts';
import { type SupervisedModel, type SupervisorOptions, superviseModel } from '../inference/supervisor.ts';
import type { ModelStatus } from '../protocol.ts';
import type { Settings } from '../workspace/settings.ts';
import type { Installation } from './installation.ts';
import { lazyModel } from './lazy-model.ts';
import { Activity, observed } from './observed-generator.ts';

export interface ModelServiceOptions {
  readonly installation: Installation;
  readonly library: Promise<Library>;
  /** Without trust no model is started. */
  readonly trusted: boolean;
  /** Other files that show how the workspace's services call each other, nearest first. */
  specsBeside(uri: string): readonly Spec[];
  parse(text: string): Spec;
  /** Tests put a process of their own in its place. */
  readonly supervise?: (options: SupervisorOptions) => SupervisedModel;
}

const MINUTE_MS = 60_000;

const UNTRUSTED: ModelStatus = {
  state: 'off',
  reason: 'The workspace is not trusted, so no model is started. Everything else works.',
};

/** The model's process follows trust and settings; nothing is started before it is needed. */
export function createModelService(options: ModelServiceOptions): ModelService {
  return new SupervisedModelService(options);
}

/** A model in use and what it was made from. */
interface Running {
  readonly path: string;
  readonly idleMs: number;
  readonly model: SupervisedModel;
}

class SupervisedModelService implements ModelService {
  readonly generator: Generator;
  readonly #options: ModelServiceOptions;
  readonly #listeners: ((status: ModelStatus) => void)[] = [];
  readonly #activity = new Activity(() => this.#report());
  #trusted: boolean;
  #settings: Settings | undefined;
  #running: Running | undefined;
  #ended: Promise<unknown> = Promise.resolve();

  constructor(options: ModelServiceOptions) {
    this.#options = options;
    this.#trusted = options.trusted;
    this.generator = observed(this.#createGenerator(), this.#activity);
  }

  get status(): ModelStatus {
    const unusable = this.#unusable();
    return unusable ?? statusOf(this.#running?.model.state ?? { state: 'off' }, this.#activity);
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

  async restart(): Promise<ModelStatus> {
    if (this.#unusable() === undefined) await this.#run().restart();
    this.#report();
    return this.status;
  }

  async dispose(): Promise<void> {
    this.#end();
    await this.#ended;
  }

  #createGenerator(): () => Promise<Generator> {
    const { library, specsBeside, parse } = this.#options;
    const model = lazyModel(() => this.#model());
    return async () => {
      // Says at once that there is no model, even where nothing would have to be asked of it.
      this.#model();
      return createGenerator({ model, library: await library, specsBeside, parse });
    };
  }

  #model(): LanguageModel {
    const unusable = this.#unusable();
    if (unusable !== undefined) throw new ModelUnavailable(unusable.reason ?? '');
    return this.#run();
  }

  #run(): SupervisedModel {
    this.#running ??= this.#start(this.#path(), this.#idleMs());
    return this.#running.model;
  }

  #start(path: string, idleMs: number): Running {
    const { supervise = superviseModel, installation } = this.#options;
    const model = supervise({
      workerPath: installation.workerPath,
      modelPath: path,
      codec: { name: CODEC_NAME, version: CODEC_VERSION },
      idleMs,
      onState: () => this.#report(),
    });
    return { path, idleMs, model };
  }

  #end(): void {
    const { model } = this.#running ?? {};
    this.#running = undefined;
    if (model) this.#ended = Promise.all([this.#ended, model.dispose()]);
  }

  /** Why no model can be started; undefined where one can. */
  #unusable(): ModelStatus | undefined {
    if (!this.#trusted) return UNTRUSTED;
    if (this.#running !== undefined || existsSync(this.#path())) return undefined;
    return { state: 'missing', reason: this.#missingReason() };
  }

  #missingReason(): string {
    if (this.#settings?.['model.path'])
      return `There is no model file ${this.#path()}. Check the setting tracewright.model.path.`;
    return 'This build of Tracewright comes without a model. Name a GGUF file in the setting tracewright.model.path.';
  }

  #path(): string {
    return this.#settings?.['model.path'] || this.#options.installation.modelPath;
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
