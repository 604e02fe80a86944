import { createRandom } from '../../server/src/core/random.ts';
import { parseSpec } from '../../server/src/core/spec/build.ts';
import type { TraceParser } from '../../server/src/core/syntax/parser.ts';
import { applyEdits } from '../../server/src/core/text/apply-edits.ts';
import type { CallNode } from '../../server/src/generate/call-node.ts';
import { drawLayer } from '../../server/src/generate/draw.ts';
import type { Generator } from '../../server/src/generate/generator.ts';

/** The entry call of the last trace of `text` with all below it, once its holes are filled; none where it has no call. */
export async function filledTrace(
  { parser, generator }: { readonly parser: TraceParser; readonly generator: Generator },
  text: string,
  seed: number,
): Promise<readonly CallNode[]> {
  const snapshot = { uri: 'bench', version: 0, text, spec: parseSpec(parser, text) };
  const { edits } = await generator.fillAll(
    snapshot,
    { seed, temperature: 0.8 },
    new AbortController().signal,
  );
  const last = parseSpec(parser, applyEdits(text, edits)).items.findLast((item) => item.kind === 'trace');
  if (last?.kind !== 'trace') return [];
  return drawLayer(last.body, { random: createRandom('as written'), latency: [] }).slice(0, 1);
}
