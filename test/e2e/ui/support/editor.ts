/** Editors for UI tests: one that is shared, and the end of all of them after the last test. */
import { suiteTeardown, teardown } from 'mocha';
import { closeAllWorkbenches, openWorkbench, openWorkbenches } from './open-workbench.ts';
import type { Workbench } from './workbench.ts';

export { closeWorkbench, type OpenOptions, openWorkbench } from './open-workbench.ts';

let shared: Promise<Workbench> | undefined;

/** One workbench for all tests that need nothing special, on a copy of `examples/`. */
export function sharedWorkbench(): Promise<Workbench> {
  shared ??= openWorkbench();
  return shared;
}

teardown(async function pictureOfFailure() {
  if (this.currentTest?.state !== 'failed') return;
  const name = this.currentTest.fullTitle().replaceAll(/[^\w-]+/g, '-');
  for (const [index, workbench] of openWorkbenches().entries())
    await workbench.screenshot(`failed-${name}-${index}`);
});

suiteTeardown(closeAllWorkbenches);
