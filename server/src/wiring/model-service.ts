import type { Generator } from '../generate/generator.ts';
import { ModelUnavailable } from '../generate/language-model.ts';
import type { ModelService } from '../handlers/model-service.ts';
import type { EndpointModel } from '../inference/endpoint/endpoint-model.ts';
import { type Endpoint, endpointProblem } from '../inference/endpoint/request.ts';
import type { InferenceState } from '../inference/state.ts';
import type { SupervisedModel } from '../inference/supervisor.ts';
import type { ModelStatus } from '../protocol.ts';
import { DEFAULT_SETTINGS, type Settings } from '../workspace/settings.ts';
import type { AskedModel } from './asked-model.ts';
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
  readonly connect: (endpoint: Endpoint, onState: (state: InferenceState) => void) => EndpointModel;
  readonly createGenerator: (model: AskedModel) => Generator;
  readonly fileExists: (path: string) => boolean;
  /** The key of the endpoint until another one is set; undefined for none. */
  readonly endpointKey?: string | undefined;
}

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;

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

/** Which model is to be used. */
type Choice =
  | { readonly kind: 'file'; readonly path: string; readonly idleMs: number }
  | { readonly kind: 'endpoint'; readonly endpoint: Endpoint };

/** A model in use and what it was chosen by. */
interface Running {
  readonly choice: Choice;
  readonly engine: Pick<SupervisedModel, 'state' | 'restart' | 'dispose'>;
  readonly generator: Generator;
  /** Loads the model where that is not done yet. */
  warmUp(): void;
}

class SupervisedModelService implements ModelService {
  readonly #options: ModelServiceOptions;
  readonly #listeners: ((status: ModelStatus) => void)[] = [];
  readonly #activity = new Activity(() => this.#report());
  readonly generator: Generator;
  #trusted: boolean;
  #settings: Settings | undefined;
  #endpointKey: string | undefined;
  #running: Running | undefined;
  #ended: Promise<unknown> = Promise.resolve();

  constructor(options: ModelServiceOptions) {
    this.#options = options;
    this.#trusted = options.trusted;
    this.#endpointKey = options.endpointKey;
    this.generator = observed(() => this.#current(), this.#activity);
  }

  get status(): ModelStatus {
    return this.#unusable() ?? statusOf(this.#running?.engine.state ?? { state: 'off' }, this.#activity);
  }

  onStatus(listener: (status: ModelStatus) => void): void {
    this.#listeners.push(listener);
  }

  configure(settings: Settings): void {
    this.#settings = settings;
    this.#endWhereOutdated();
    this.#report();
  }

  useEndpointKey(key: string | undefined): void {
    this.#endpointKey = key;
    this.#endWhereOutdated();
    this.#report();
  }

  grantTrust(): void {
    this.#trusted = true;
    this.#report();
  }

  warmUp(): void {
    if (this.#unusable() === undefined) this.#run().warmUp();
  }

  async restart(): Promise<ModelStatus> {
    if (this.#unusable() === undefined) await this.#run().engine.restart();
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
    const choice = this.#choice();
    if (choice === undefined) return MISSING;
    if (choice.kind === 'endpoint') {
      const reason = endpointProblem(choice.endpoint);
      return reason === undefined ? undefined : { state: 'failed', reason };
    }
    if (this.#running !== undefined || this.#options.fileExists(choice.path)) return undefined;
    return {
      state: 'missing',
      reason: `There is no file ${choice.path}. Check the setting tracewright.model.path.`,
    };
  }

  #run(): Running {
    this.#running ??= this.#start(this.#choice() ?? { kind: 'file', path: '', idleMs: 0 });
    return this.#running;
  }

  #start(choice: Choice): Running {
    const onState = () => this.#report();
    if (choice.kind === 'endpoint') {
      const engine = this.#options.connect(choice.endpoint, onState);
      const generator = this.#options.createGenerator({ text: engine });
      return { choice, engine, generator, warmUp: () => undefined };
    }
    const model = this.#options.supervise(choice.path, choice.idleMs, onState);
    return {
      choice,
      engine: model,
      generator: this.#options.createGenerator({ local: model }),
      warmUp: () => {
        if (model.state.state === 'off') model.describe().catch(() => undefined);
      },
    };
  }

  #endWhereOutdated(): void {
    if (JSON.stringify(this.#running?.choice) !== JSON.stringify(this.#choice())) this.#end();
  }

  #end(): void {
    const { engine } = this.#running ?? {};
    this.#running = undefined;
    if (engine) this.#ended = Promise.all([this.#ended, engine.dispose()]);
  }

  /** An endpoint is contacted where the user has set one, and then instead of any file. */
  #choice(): Choice | undefined {
    const settings = this.#settings ?? DEFAULT_SETTINGS;
    if (settings['model.endpoint'] !== '') return { kind: 'endpoint', endpoint: this.#endpoint(settings) };
    const path = settings['model.path'] || this.#options.embeddedModel;
    if (path === undefined) return undefined;
    return { kind: 'file', path, idleMs: settings['model.idleUnload'] * MINUTE_MS };
  }

  #endpoint(settings: Settings): Endpoint {
    return {
      url: settings['model.endpoint'],
      model: settings['model.endpointModel'],
      kind: settings['model.endpointKind'],
      apiKey: this.#endpointKey,
      timeoutMs: settings['model.endpointTimeout'] * SECOND_MS,
    };
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
