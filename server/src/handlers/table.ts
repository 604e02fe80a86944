import { codeActions } from './code-actions.ts';
import { codeLenses } from './code-lenses.ts';
import { completion } from './completion.ts';
import { configuration } from './configuration.ts';
import type { Handler } from './context.ts';
import { diagnostics } from './diagnostics.ts';
import { documentLinks } from './document-links.ts';
import { fill } from './fill.ts';
import { formatting } from './formatting.ts';
import { hover } from './hover.ts';
import { importing } from './import.ts';
import { inlayHints } from './inlay-hints.ts';
import { inlineCompletion } from './inline-completion.ts';
import { modelStatus } from './model-status.ts';
import { modelWarmUp } from './model-warm-up.ts';
import { navigation } from './navigation.ts';
import { preview } from './preview.ts';
import { selectionRanges } from './selection-ranges.ts';
import { semanticTokens } from './semantic-tokens.ts';
import { structure } from './structure.ts';
import { synchronization } from './synchronization.ts';
import { trust } from './trust.ts';
import { workspaceFiles } from './workspace-files.ts';

/** Everything the server answers to. What is not here is not advertised. */
export const HANDLERS: readonly Handler[] = [
  synchronization,
  configuration,
  trust,
  workspaceFiles,
  modelStatus,
  modelWarmUp,
  diagnostics,
  structure,
  hover,
  completion,
  formatting,
  navigation,
  semanticTokens,
  codeActions,
  codeLenses,
  inlayHints,
  selectionRanges,
  documentLinks,
  inlineCompletion,
  fill,
  preview,
  importing,
];
