import type { Command } from './command.ts';
import { fillAllHoles } from './fill-all-holes.ts';
import { fillHole } from './fill-hole.ts';
import { importTrace } from './import-trace.ts';
import { newTrace } from './new-trace.ts';
import { openPreview, openPreviewToSide } from './open-preview.ts';
import { redrawSubtree, redrawSubtreeWithSeed } from './redraw-subtree.ts';
import { restartModel } from './restart-model.ts';
import { restartServer } from './restart-server.ts';
import { setEndpointKey } from './set-endpoint-key.ts';
import { showLog } from './show-log.ts';
import { showMenu } from './show-menu.ts';
import { toggleInlineCompletions } from './toggle-inline-completions.ts';

/** Every command of the manifest; a test compares the two. */
export const COMMANDS: Readonly<Record<string, Command>> = {
  'tracewright.newTrace': newTrace,
  'tracewright.importTrace': importTrace,
  'tracewright.fillHole': fillHole,
  'tracewright.fillAllHoles': fillAllHoles,
  'tracewright.redrawSubtree': redrawSubtree,
  'tracewright.redrawSubtreeWithSeed': redrawSubtreeWithSeed,
  'tracewright.openPreview': openPreview,
  'tracewright.openPreviewToSide': openPreviewToSide,
  'tracewright.toggleInlineCompletions': toggleInlineCompletions,
  'tracewright.restartServer': restartServer,
  'tracewright.restartModel': restartModel,
  'tracewright.setEndpointKey': setEndpointKey,
  'tracewright.showLog': showLog,
  'tracewright.showMenu': showMenu,
};
