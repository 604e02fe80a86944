import { configuration } from './configuration.ts';
import type { Handler } from './context.ts';
import { diagnostics } from './diagnostics.ts';
import { fill } from './fill.ts';
import { hover } from './hover.ts';
import { inlineCompletion } from './inline-completion.ts';
import { modelStatus } from './model-status.ts';
import { navigation } from './navigation.ts';
import { structure } from './structure.ts';
import { synchronization } from './synchronization.ts';

/** Everything the server answers to. What is not here is not advertised. */
export const HANDLERS: readonly Handler[] = [
  synchronization,
  configuration,
  modelStatus,
  diagnostics,
  structure,
  hover,
  navigation,
  inlineCompletion,
  fill,
];
