import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkSpec } from '../../../server/src/core/constraints/check.ts';
import { foldSpans } from '../../../server/src/core/fold/fold.ts';
import { Problems } from '../../../server/src/core/fold/problems.ts';
import { printSpec } from '../../../server/src/core/print/print.ts';
import { createRandom, pick, type Random } from '../../../server/src/core/random.ts';
import { parseSpec } from '../../../server/src/core/spec/build.ts';
import type { Spec } from '../../../server/src/core/spec/spec.ts';
import { callsIn } from '../../../server/src/core/spec/walk.ts';
import type { TraceParser } from '../../../server/src/core/syntax/parser.ts';
import { syntaxDiagnostics } from '../../../server/src/core/syntax/syntax-diagnostics.ts';
import { testParser } from '../../support/parser.ts';
import { recorded, type Sketch } from '../core/fold/recorded.ts';

let parser: TraceParser;
beforeAll(async () => {
  parser = await testParser();
});
afterAll(() => parser.dispose());

const NAMES = [
  'GET /cart',
  'timeout',
  'x3',
  'ok',
  'async',
  '?',
  '...',
  'a b',
  'http',
  'par',
  '"',
  '\\',
  '}',
  '# no comment',
  '12ms',
  '/-',
  'ü',
  '日本',
  '',
  'a.b/c-d:e',
  'broken',
  'trace',
  'null',
  'true',
  '5',
  '-',
  'id',
  '\u0000',
  '\ud800',
  'MongoFind',
  'redis get',
  'send orders',
  'x_client',
  'x_server',
  '/a.B/C',
  'as',
  'in',
  'β_x',
  '--',
  'a--b',
  '🙂',
  'A'.repeat(300),
];
const KINDS = ['server', 'client', 'producer', 'consumer', 'internal', 'unspecified'] as const;

/** Spans as no sane system sends them: clocks off, parents missing or going in circles, names made of the language's words. */
function wildSpans(random: Random): Sketch[] {
  return Array.from({ length: 1 + random.below(25) }, (_, index): Sketch => {
    const parent = random.next() < 0.9 ? `s${random.below(random.next() < 0.9 ? index + 1 : 40)}` : 'gone';
    return {
      id: `s${index}`,
      ...(index > 0 || random.next() < 0.1 ? { parent } : {}),
      trace: pick(random, ['1', '1', '1', 't}\n']),
      service: pick(random, ['web', 'web', 'api', ...NAMES]),
      kind: pick(random, KINDS),
      name: pick(random, NAMES),
      at: pick(random, [random.below(100), random.next() * 1e6, -random.below(1000)]),
      lasts: pick(random, [0, random.below(50), random.next() * 1e6]),
      attributes: wildAttributes(random),
      status: pick(random, [
        { code: 'unset' },
        { code: 'ok' },
        { code: 'error' },
        { code: 'error', message: pick(random, NAMES) },
      ]),
      links: random.next() < 0.3 ? [`s${random.below(25)}`] : [],
      follows: random.next() < 0.1,
    };
  });
}

const KEYS = [
  'http.method',
  'http.route',
  'http.url',
  'db.system',
  'db.statement',
  'db.operation',
  'peer.service',
  'server.address',
  'rpc.method',
  'messaging.system',
  'messaging.destination.name',
  'component',
  'error.type',
];

function wildAttributes(random: Random): Record<string, string> {
  const keys = KEYS.filter(() => random.next() < 0.15);
  return Object.fromEntries(keys.map((key) => [key, pick(random, NAMES)]));
}

/** Everything a reader sees of the calls. */
function callsOf(spec: Spec): unknown[] {
  return spec.items.flatMap((item): unknown[] =>
    item.kind !== 'trace'
      ? [item.kind]
      : Array.from(callsIn(item.body), ({ call, depth }) => {
          const { label, at, duration, status, broken } = call.modifiers;
          return {
            depth,
            async: call.async,
            type: call.type,
            names: [call.callee, call.operation].map((name) =>
              name !== undefined && 'value' in name ? name.value : name?.kind,
            ),
            label: label?.value,
            times: [at?.text, duration?.text],
            status: [status?.code, status?.detail?.value],
            broken: broken?.map(({ what, value }) => [what.value, value?.ns]),
          };
        }),
  );
}

describe('an imported file', () => {
  it('says after parsing what was printed, and has no finding of any kind, whatever the spans were', () => {
    const random = createRandom('imported files');
    for (let round = 0; round < 200; round += 1) {
      const { spec } = foldSpans(wildSpans(random.fork(round)).map(recorded), 'x.json', new Problems());
      const text = printSpec(spec);
      const document = parser.open(text);
      const read = parseSpec(parser, text);
      const findings = [...syntaxDiagnostics(document), ...checkSpec(read)];
      document.dispose();
      expect(
        findings.map(({ code, message, range }) => [code, message, text.slice(range.start, range.end)]),
        `${round}\n${text}`,
      ).toEqual([]);
      expect(callsOf(read), text).toEqual(callsOf(spec));
      expect(printSpec(read)).toBe(text);
    }
  }, 60_000);
});
