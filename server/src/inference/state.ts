import type { LoadFailure } from './protocol.ts';

/** What the model's process is doing, for the status item. */
export interface InferenceState {
  /** `off`: not running, and started by the next request. `failed`: given up until restarted. */
  readonly state: 'off' | 'starting' | 'ready' | 'restarting' | 'failed';
  /** For the user: why it is restarting or has failed, and what helps. */
  readonly reason?: string;
  /** Why it has failed, for code. */
  readonly cause?: LoadFailure | 'codec' | 'crashes';
  /** The model's name, once it has been loaded. */
  readonly model?: string;
  /** Of the last answer, from request to reply, without waiting for its turn. */
  readonly lastLatencyMs?: number;
}
