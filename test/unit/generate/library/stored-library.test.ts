import { expect, it } from 'vitest';
import { parseSpec } from '../../../../server/src/core/spec/build.ts';
import { compileLibrary } from '../../../../server/src/generate/library/library.ts';
import { parseLibrary, printLibrary } from '../../../../server/src/generate/library/stored-library.ts';
import { testParser } from '../../../support/parser.ts';

const SHOP = `# Shop: baskets and orders. Plain nouns.
trace "place order" {
  http shop "POST /orders" {
    rpc basket
    par {
      rpc stock Reserve x3 2..4ms
      rpc price Quote 0ms {
        cache prices GET 300us
      }
    }
    send order-events placed 2ms
  }
}
`;

it('is read as it was printed', async () => {
  const library = compileLibrary([{ name: 'shop', spec: parseSpec(await testParser(), SHOP) }]);
  expect(library.systems[0]?.about).toBe('Shop: baskets and orders');
  expect(parseLibrary(printLibrary(library))).toEqual(library);
});

it.each(['[]', '{}', '{"version":1,"systems":[]}', 'null'])('is not read from %s', (text) => {
  expect(parseLibrary(text)).toBeUndefined();
});
