import { createRandom } from '../../core/random.ts';
import type { Call, Spec, Statement } from '../../core/spec/spec.ts';
import type { CallNode } from '../call-node.ts';
import { drawLayer } from '../draw.ts';
import { sampleDuration } from '../sample-value.ts';
import type { DraftedCall } from './drafted-call.ts';

/** More was not asked for; what a model says is not trusted to end. */
const MAX_TEXT = 8_000;
const MAX_CALLS = 64;
/** A name that is longer is no name but a model that went astray. */
const MAX_NAME = 80;

/** The calls of a layer that a general model wrote, up to the first line that is none. What stands below them is left out. */
export function readLayer(text: string, parse: (text: string) => Spec): DraftedCall[] {
  const spec = parse(`trace draft {\n${withoutFences(text.slice(0, MAX_TEXT))}\n}`);
  const trace = spec.items.find((item) => item.kind === 'trace');
  return draftedIn(readable(trace?.body ?? [])).slice(0, MAX_CALLS);
}

/** Chat models put code between fences, whatever they are told. */
function withoutFences(text: string): string {
  return text.replace(/^\s*```.*$/gmu, '');
}

function readable(body: readonly Statement[]): readonly Statement[] {
  const end = body.findIndex((statement) => statement.kind === 'unreadable');
  return end < 0 ? body : body.slice(0, end);
}

function draftedIn(body: readonly Statement[]): DraftedCall[] {
  return body.flatMap((statement) => {
    if (statement.kind === 'call') return draftedCall(statement);
    if (statement.kind === 'par') return together(draftedIn(statement.body));
    return statement.kind === 'repeat' || statement.kind === 'choose' || statement.kind === 'alternative'
      ? draftedIn(statement.body)
      : [];
  });
}

function together([first, ...others]: readonly DraftedCall[]): DraftedCall[] {
  return first ? [first, ...others.map((call) => ({ ...call, overlaps: true }))] : [];
}

function draftedCall(call: Call): DraftedCall[] {
  const options = { random: createRandom('as drafted'), latency: [], omitBodyOf: call };
  const [drawn] = drawLayer([call], options);
  if (!drawn || !hasUsableNames(drawn)) return [];
  const { type, service, operation, repeat } = drawn;
  const written = call.modifiers.duration;
  const duration = written && sampleDuration(written, options.random);
  return [
    {
      type,
      service,
      ...(operation === undefined ? {} : { operation }),
      repeat,
      ...(duration === undefined ? {} : { duration }),
      overlaps: false,
      makesCalls: call.body.length > 0,
    },
  ];
}

function hasUsableNames({ service, operation = '' }: CallNode): boolean {
  return [service, operation].every((name) => name.length <= MAX_NAME && !/\p{Cc}/u.test(name));
}
