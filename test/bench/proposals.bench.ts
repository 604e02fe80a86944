import { checkSpec } from '../../server/src/core/constraints/check.ts';
import { createRandom } from '../../server/src/core/random.ts';
import { buildSpec, parseSpec } from '../../server/src/core/spec/build.ts';
import { syntaxDiagnostics } from '../../server/src/core/syntax/syntax-diagnostics.ts';
import { openBench, percentile, print } from './support.ts';
import { UNSEEN_SYSTEMS } from './unseen-systems.ts';
import { printTraces, unseenTraces } from './unseen-traces.ts';

const PROPOSALS = Number(process.env['PROPOSALS'] ?? 1_000);

const { parser, model, generator } = await openBench({ withoutSystems: UNSEEN_SYSTEMS });

try {
  await measure();
} finally {
  await model.dispose();
}

/** Cuts concrete traces off behind a random `{` or line, asks for the next call there, and checks what came. */
async function measure(): Promise<void> {
  const random = createRandom('proposals');
  const texts = unseenTraces(parser).map(({ trace, roots }) => printTraces([{ trace, roots }]));
  const signal = new AbortController().signal;
  const times: number[] = [];
  let [proposed, empty, wrong] = [0, 0, 0];
  const started = performance.now();
  for (let round = 0; proposed < PROPOSALS; round++) {
    const text = texts[random.below(texts.length)] ?? '';
    const offset = cutOf(text, random.below(1_000_000));
    const snapshot = { uri: 'bench', version: round, text, spec: parseSpec(parser, text) };
    const before = performance.now();
    const options = { candidates: 1, seed: round, temperature: round % 2 === 0 ? 0 : 0.8 };
    const [proposal] = await generator.propose(snapshot, offset, options, signal);
    times.push(performance.now() - before);
    if (round === 0) print(`first proposal, model cold: ${times[0]?.toFixed(0)} ms (at most 2,000)`);
    if (!proposal) {
      empty++;
      continue;
    }
    proposed++;
    const after = text.slice(0, proposal.range.start) + proposal.text + text.slice(proposal.range.end);
    const added = findings(after).filter((finding) => !findings(text).includes(finding));
    if (added.length === 0) continue;
    wrong++;
    if (wrong <= 5)
      print(
        `WRONG: ${added.join('; ')}\n${after.slice(Math.max(0, offset - 300), offset)}<<<${proposal.text}>>>`,
      );
  }
  const at = (share: number) => percentile(times.slice(1), share).toFixed(0);
  print(
    `next call with its subtree, warm: p50 ${at(0.5)} ms, p95 ${at(0.95)} ms (at most 150 and 350, the editor included)`,
  );
  print(
    `${proposed} proposals in ${((performance.now() - started) / 1000).toFixed(0)} s: ${empty} more places where the model found the layer complete, ${wrong} break a rule or do not parse (at most 0)`,
  );
}

/** The end of a line inside the trace's first call. */
function cutOf(text: string, draw: number): number {
  const ends = [...text.matchAll(/\n/g)].map((match) => match.index).slice(1, -2);
  return ends[draw % Math.max(1, ends.length)] ?? 0;
}

/** Codes and messages; places move with the insertion. */
function findings(text: string): string[] {
  const syntax = parser.open(text);
  const found = [...syntaxDiagnostics(syntax), ...checkSpec(buildSpec(syntax.root, text).spec)];
  syntax.dispose();
  return found.map(({ code, message }) => `${code}: ${message}`);
}
