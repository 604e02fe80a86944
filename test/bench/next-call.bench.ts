import { createRandom } from '../../server/src/core/random.ts';
import { parseSpec } from '../../server/src/core/spec/build.ts';
import type { CallNode } from '../../server/src/generate/call-node.ts';
import { openBench, print } from './support.ts';
import { UNSEEN_SYSTEMS } from './unseen-systems.ts';
import { declarations, printTraces, type UnseenTrace, unseenTraces } from './unseen-traces.ts';

const PLACES = Number(process.env['PLACES'] ?? 250);
const MARK = 'cut-off-here';
const CUT: CallNode = { type: 'call', service: MARK, repeat: 1, overlaps: false, children: [] };

const { parser, model, generator } = await openBench({ withoutSystems: UNSEEN_SYSTEMS });
try {
  await measure('alone in its file', () => []);
  await measure(
    'alone in a file that declares all services of its system',
    () => [],
    (trace, all) => declarations(all.filter((other) => other.system === trace.system)),
  );
  await measure('beside the other traces of its system', (trace, all) =>
    all.filter((other) => other.system === trace.system && other !== trace),
  );
} finally {
  await model.dispose();
}

/** A trace cut off behind a call, and the call that came next in it; none where the layer was complete. */
interface Place {
  readonly text: string;
  readonly offset: number;
  readonly next: CallNode | undefined;
}

/** Whether a proposal comes at the end of a line where the trace went on, and none where the layer was complete. */
async function measure(
  where: string,
  besides: (trace: UnseenTrace, all: readonly UnseenTrace[]) => readonly UnseenTrace[],
  head: (trace: UnseenTrace, all: readonly UnseenTrace[]) => string = () => '',
): Promise<void> {
  const all = unseenTraces(parser);
  const places = all.flatMap((trace) => placesIn(trace, besides(trace, all), head(trace, all)));
  const random = createRandom('next call');
  const [signal, seen] = [
    new AbortController().signal,
    { goesOn: 0, proposed: 0, right: 0, ended: 0, silent: 0 },
  ];
  for (let version = 0; version < PLACES; version++) {
    const place = places[random.below(places.length)];
    if (!place) return;
    const { text, offset, next } = place;
    const snapshot = { uri: 'bench', version, text, spec: parseSpec(parser, text) };
    const options = { candidates: 1, seed: 0, temperature: 0 };
    const [proposal] = await generator.propose(snapshot, offset, options, signal);
    if (next) {
      seen.goesOn++;
      if (proposal) seen.proposed++;
      if (proposal?.text.includes(` ${next.type} ${next.service} `)) seen.right++;
    } else {
      seen.ended++;
      if (!proposal) seen.silent++;
    }
  }
  print(
    `${where}: where the trace goes on, ${percent(seen.proposed, seen.goesOn)} get a proposal, ${percent(seen.right, seen.goesOn)} the call that came; where it ends, ${percent(seen.silent, seen.ended)} get none`,
  );
}

function percent(part: number, whole: number): string {
  return `${((100 * part) / Math.max(1, whole)).toFixed(0)} %`;
}

function placesIn({ trace, roots }: UnseenTrace, others: readonly UnseenTrace[], head: string): Place[] {
  return cutsOf(roots, 0).flatMap(({ layer, next }) => {
    const marked = head + printTraces([...others, { trace, roots: layer }]);
    const start = marked.lastIndexOf('\n', marked.indexOf(MARK));
    const text = marked.slice(0, start) + marked.slice(marked.indexOf('\n', start + 1));
    return [{ text, offset: start, next }];
  });
}

/** Every way to cut a layer, or one below it, off behind one of its calls; what came later is gone at all levels. */
function cutsOf(
  calls: readonly CallNode[],
  depth: number,
): { readonly layer: readonly CallNode[]; readonly next: CallNode | undefined }[] {
  return calls.flatMap((call, index) => {
    const before = calls.slice(0, index);
    const below = cutsOf(call.children, depth + 1).map(({ layer, next }) => ({
      layer: [...before, { ...call, children: layer }],
      next,
    }));
    return depth === 0 ? below : [...below, { layer: [...before, call, CUT], next: calls[index + 1] }];
  });
}
