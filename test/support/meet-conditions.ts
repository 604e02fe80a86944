import { checkSpec } from '../../server/src/core/constraints/check.ts';
import { createRandom } from '../../server/src/core/random.ts';
import { buildSpec, parseSpec } from '../../server/src/core/spec/build.ts';
import type { TraceParser } from '../../server/src/core/syntax/parser.ts';
import { syntaxDiagnostics } from '../../server/src/core/syntax/syntax-diagnostics.ts';
import { applyEdits } from '../../server/src/core/text/apply-edits.ts';
import { UNDECIDED } from '../../server/src/generate/author/undecided.ts';
import { createGenerator } from '../../server/src/generate/create-generator.ts';
import type { TextModel } from '../../server/src/generate/language-model.ts';
import { compileLibrary } from '../../server/src/generate/library/library.ts';
import { conditionedSketch, type Wishes } from './conditioned-sketch.ts';
import { randomModel } from './random-model.ts';

/** A sketch that was not filled as it asks. */
export interface Failure {
  readonly seed: string;
  readonly text: string;
  readonly filled: string;
  readonly why: readonly string[];
}

/**
 * Fills the sketch of a seed with a model that was never trained, or with one that writes texts; undefined where the conditions
 * are met.
 */
export async function failureOf(
  seed: string,
  parser: TraceParser,
  author?: TextModel,
): Promise<Failure | undefined> {
  const sketch = conditionedSketch(createRandom(seed));
  const impossible = findingsIn(sketch.whole, parser);
  if (impossible.length > 0)
    return { seed, text: sketch.whole, filled: '', why: ['no such sketch', ...impossible] };
  const { text, wishes } = sketch;
  const { filled, edits, why } = await fill(text, 1, parser, author);
  const written = edits.map((edit) => edit.text).join('');
  const all = why.length > 0 ? why : wishesUnmet(wishes, written);
  return all.length === 0 ? undefined : { seed, text, filled, why: all };
}

/** Why a text is not filled as it asks; empty where it is. */
export async function fillFailure(
  text: string,
  seed: number,
  parser: TraceParser,
): Promise<readonly string[]> {
  return (await fill(text, seed, parser)).why;
}

/** Fills all that is open in a text; `why` says what is wrong with what came of it. */
export async function fill(text: string, seed: number, parser: TraceParser, author?: TextModel) {
  const generator = createGenerator({
    model: author ? UNDECIDED : randomModel(seed),
    textModel: async () => author,
    library: NO_LIBRARY,
    parse: (source) => parseSpec(parser, source),
    filesBeside: () => [],
  });
  const snapshot = { uri: 'sketch', version: 1, text, spec: parseSpec(parser, text) };
  const { edits, refused } = await generator.fillAll(
    snapshot,
    { seed, temperature: 1 },
    new AbortController().signal,
  );
  const filled = applyEdits(text, edits);
  const why = [...refused.map(({ reason }) => `refused: ${reason}`), ...findingsIn(filled, parser)];
  return { filled, edits, refused, why };
}

/** What was written in place of the hole says so itself. */
function wishesUnmet({ calls, depth, include, without }: Wishes, written: string): string[] {
  const lines = callLines(written);
  const made = lines.reduce((sum, { text }) => sum + Number(/ x(\d+)\b/u.exec(text)?.[1] ?? 1), 0);
  const levels = Math.max(0, ...lines.map(({ level }) => level));
  const isAbsent = (kind: string) => !lines.some(({ text }) => `${text} `.startsWith(`${kind} `));
  return [
    ...(isWithin(made, calls) ? [] : [`${made} calls`]),
    ...(isWithin(levels, depth) ? [] : [`${levels} levels`]),
    ...(include !== undefined && isAbsent(include) ? [`no ${include}`] : []),
    ...(without !== undefined && !isAbsent(without) ? [`a call of ${without}`] : []),
  ];
}

/** The calls of a printed text, each with the number of calls that it stands in and itself. */
function callLines(written: string): { readonly text: string; readonly level: number }[] {
  const open: boolean[] = [];
  return written.split('\n').flatMap((line) => {
    const text = line.trim();
    if (text === '}') open.pop();
    if (text === '' || text === '}') return [];
    const isCall = text !== 'par {';
    const level = open.filter(Boolean).length + 1;
    if (text.endsWith('{')) open.push(isCall);
    return isCall ? [{ text, level }] : [];
  });
}

const isWithin = (value: number, range: readonly [number, number] | undefined): boolean =>
  range === undefined || (value >= range[0] && value <= range[1]);

const NO_LIBRARY = Promise.resolve(compileLibrary([]));

export function findingsIn(text: string, parser: TraceParser): string[] {
  const syntax = parser.open(text);
  const found = [...syntaxDiagnostics(syntax), ...checkSpec(buildSpec(syntax.root, text).spec)];
  syntax.dispose();
  return found
    .filter(({ severity }) => severity !== 'hint')
    .map(({ code, message }) => `${code}: ${message}`);
}
