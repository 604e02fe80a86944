import { expect, test } from 'vitest';
import { sourcesIn } from './imports.ts';
import { read } from './manifest.ts';

/** The texts that the client shows, as the translators' bundle lists them: each stands for itself. */
function shownTexts(): readonly string[] {
  const sources = sourcesIn('client/src').map(read).join('\n');
  const texts = [...sources.matchAll(/l10n\.t\(\s*'((?:[^'\\]|\\.)*)'/g)].map(([, text = '']) =>
    text.replaceAll("\\'", "'"),
  );
  return [...new Set(texts)].toSorted();
}

test('the bundle for translators holds every text of the client; run vitest with -u after a change', async () => {
  const bundle = Object.fromEntries(shownTexts().map((text) => [text, text]));
  expect(Object.keys(bundle).length).toBeGreaterThan(20);
  await expect(`${JSON.stringify(bundle, undefined, 2)}\n`).toMatchFileSnapshot(
    '../../l10n/bundle.l10n.json',
  );
});
