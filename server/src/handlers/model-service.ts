import type { Generator } from '../generate/generator.ts';
import type { ModelStatus } from '../protocol.ts';
import type { Settings } from '../workspace/settings.ts';

/** The model behind ghost text and fills as the handlers see it; the wiring joins it from `generate` and `inference`. */
export interface ModelService {
  /** Its promises reject with `ModelUnavailable` where no model can be used. */
  readonly generator: Generator;
  readonly status: ModelStatus;
  onStatus(listener: (status: ModelStatus) => void): void;
  configure(settings: Settings): void;
  /** The key of the endpoint from now on; undefined for none. */
  useEndpointKey(key: string | undefined): void;
  /** Loads the model in the background where it may be used and is not loaded; a failure shows in the status. */
  warmUp(): void;
  /** The user trusts the workspace from now on. */
  grantTrust(): void;
  /** Resolves when the attempt is over, whatever came of it. */
  restart(): Promise<ModelStatus>;
  /** Stops the model's process. */
  dispose(): Promise<void>;
}
