import { spellDuration } from '../../core/spec/spell.ts';
import { isModifierWord, nameOrQuoted } from '../../core/text/names.ts';
import type { CallNode, PlacedLayer } from '../call-node.ts';
import { layersLike } from '../memory/hints.ts';
import type { LayerRequest } from './layer-author.ts';

/** Said to models that follow instructions; all others read it off the examples. */
export const INSTRUCTION = [
  'You complete traces of microservices: which calls does a service make while it answers one call?',
  'One call a line: TYPE SERVICE OPERATION DURATION. TYPE is one of http, rpc, db, cache, send, recv, in, call.',
  'A call that makes calls itself ends with `{ ... }`. An operation with spaces or slashes stands in double quotes.',
  'Use the services of the examples where they fit. Answer with the missing lines and `}`, nothing else.',
].join('\n');

const HEAD = '# Calls of microservices, one a line; a call that makes calls itself ends with { ... }';

/** Callers above the layer's own that are told. */
const MAX_ANCESTORS = 3;
/** Services that are told by name; each takes time to be read. */
const MAX_NAMES = 32;
/** Calls of an example that are shown; wide layers repeat themselves. */
const MAX_SHOWN = 16;

/** Layers like the one asked for, then that one as far as it stands, the model to go on. */
export function layerPrompt({ memory, services, path, before, beginning }: LayerRequest): string {
  const examples = layersLike(memory, { path, before }).filter(({ calls }) => calls.length > 0);
  const known = examples.length > 0 ? examples : [EXAMPLE];
  const line = beginning === '' ? '' : `  ${beginning}`;
  const open = [...headOf(path), ...before.slice(-MAX_SHOWN).map(lineOf), line];
  return [[HEAD, ...namesOf(services)].join('\n'), ...known.map(written), open.join('\n')].join('\n\n');
}

function namesOf(services: LayerRequest['services']): string[] {
  if (services.length === 0) return [];
  const names = services.slice(0, MAX_NAMES).map(({ type, service }) => `${type} ${nameOrQuoted(service)}`);
  return [`# Known: ${names.join(', ')}`];
}

/** Where nothing is known, the form at least is shown. */
const EXAMPLE: PlacedLayer = {
  path: [leaf('http', 'web', 'GET /profile', 60e6)],
  calls: [
    { ...leaf('rpc', 'accounts', 'GetAccount', 14e6), children: [leaf('db', 'accounts-db', 'SELECT', 3e6)] },
    leaf('cache', 'session-cache', 'GET', 0.8e6),
  ],
};

function leaf(type: CallNode['type'], service: string, operation: string, duration: number): CallNode {
  return { type, service, operation, repeat: 1, duration, overlaps: false, children: [] };
}

function written({ path, calls }: PlacedLayer): string {
  return [...headOf(path), ...calls.slice(0, MAX_SHOWN).map(lineOf), '}'].join('\n');
}

/** The line of the call whose layer it is, below those of who called it. */
function headOf(path: readonly CallNode[]): string[] {
  const caller = path.at(-1);
  if (!caller) return ['trace {'];
  const above = path.slice(-1 - MAX_ANCESTORS, -1).map((call) => `# from ${wordsOf(call)}`);
  return [...above, `${wordsOf(caller)} {`];
}

function lineOf(call: CallNode): string {
  const repeat = call.repeat > 1 ? ` x${call.repeat}` : '';
  return `  ${wordsOf(call)}${repeat}${call.children.length > 0 ? ' { ... }' : ''}`;
}

function wordsOf({ type, service, operation, duration }: CallNode): string {
  return [
    type,
    nameOrQuoted(service),
    ...(operation === undefined ? [] : [nameOrQuoted(operation, isModifierWord)]),
    ...(duration === undefined ? [] : [spellDuration(roughly(duration))]),
  ].join(' ');
}

/** Two digits tell as much, in fewer tokens. */
function roughly(duration: number): number {
  const step = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, duration))) - 1);
  return Math.round(duration / step) * step;
}
