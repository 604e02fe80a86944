/** Checks a text with the command line, since an editor that shows no finding may not have looked yet. */
import { equal } from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { fromRoot } from '../../../../scripts/lib/paths.mjs';

export function parsesWithoutFindings(text: string | undefined): void {
  const command = [fromRoot('dist/cli.cjs'), 'check', '-'];
  const { stdout, stderr, status } = spawnSync(process.execPath, command, { input: text ?? '' });
  equal(status, 0, `${stdout}${stderr}\n${text}`);
}
