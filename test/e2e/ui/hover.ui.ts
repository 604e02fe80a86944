import { match } from 'node:assert/strict';
import { suite, test } from 'mocha';
import { closeWorkbench, openWorkbench } from './support/editor.ts';
import { until } from './support/until.ts';

/** Traces that begin alike and go on in three ways. */
const SHOP = ['rpc stock Reserve', 'rpc price Quote', 'rpc mailer Send', 'rpc price Quote']
  .map(
    (second) => `trace checkout {
  http gateway "POST /orders" {
    rpc auth Verify 8ms
    ${second}
  }
}
`,
  )
  .join('\n');

suite('pointing at a callee', () => {
  test('shows how likely the call is where it stands, and the likeliest others', async () => {
    const workbench = await openWorkbench({ files: { 'shop.trace': SHOP } });
    await workbench.openFile('shop.trace');
    // A model that is not loaded says nothing of a call; it is, soon after a document was opened.
    const isReady = (label: string): boolean => /The model is ready/.test(label);
    await until(() => workbench.statusLabel(), isReady, { what: 'model', timeoutMs: 60_000 });
    const isJudged = (shown: string): boolean => /likely here/.test(shown);
    const shown = await until(() => workbench.pointAt('price'), isJudged, { what: 'hover' });
    await workbench.screenshot('hover-likelihood');
    match(shown, /price\s+service/);
    match(shown, /Quote\d+\s%\slikely here; also:/);
    match(shown, /also: rpc (mailer|stock) \d+\s%, rpc (mailer|stock) \d+\s%, [\w ]+ [\d.]+\s%\.$/);
    await closeWorkbench(workbench);
  });
});
