/**
 * Makes the pictures of the README anew, in the real editor: docs/pictures. Run `npm run build` first.
 *
 * Usage: node scripts/pictures.mjs
 */
import { runScript } from './lib/say.mjs';
import { runTypeScript } from './lib/typescript.mjs';

await runScript(async () => {
  await runTypeScript('test/e2e/pictures/readme.ts');
  return 0;
});
