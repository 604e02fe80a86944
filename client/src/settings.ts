import { ConfigurationTarget, workspace } from 'vscode';
import type { InlineMode } from './status/status-view.ts';

const MODE = 'inlineCompletion.mode';

/** When ghost text comes; an unknown value counts as the default, as it does in the server. */
export function inlineMode(): InlineMode {
  const mode = section().get<string>(MODE);
  return mode === 'manual' || mode === 'off' ? mode : 'automatic';
}

/** Written where the user has set it before: in the workspace, else for the user. */
export async function setInlineMode(mode: InlineMode): Promise<void> {
  const inWorkspace = section().inspect(MODE)?.workspaceValue !== undefined;
  await section().update(
    MODE,
    mode,
    inWorkspace ? ConfigurationTarget.Workspace : ConfigurationTarget.Global,
  );
}

/** Whether previews mark the call at the cursor. */
export function previewFollowsCursor(): boolean {
  return section().get<boolean>('preview.followCursor') !== false;
}

/** Whether a click in a preview goes to the text. */
export function previewRevealsInEditor(): boolean {
  return section().get<boolean>('preview.revealInEditor') !== false;
}

function section() {
  return workspace.getConfiguration('tracewright');
}
