import type { TextRange } from '../../core/text/range.ts';
import type { TraceFile } from '../trace-file.ts';
import type { Completer } from './completer.ts';
import { type Block, completionContext } from './context.ts';
import { type FileNames, namesOf } from './file-names.ts';
import { inBody } from './in-body.ts';
import { inLatency, inRequire } from './in-require.ts';
import { inFault, inScenario } from './in-scenario.ts';
import type { CompletionItem } from './item.ts';
import { keywords, snippet } from './words.ts';

export interface Completions {
  /** What an item replaces. */
  readonly range: TextRange;
  readonly items: readonly CompletionItem[];
}

const AT_TOP: readonly CompletionItem[] = [
  snippet('trace', 'trace $1 {\n\t$0\n}'),
  snippet('service', 'service $1 {\n\t$0\n}'),
  snippet('latency', 'latency {\n\t$0\n}'),
  snippet('scenario', 'scenario $1 seed $2 {\n\t$0\n}'),
];

/** Resource attributes that most services have (OpenTelemetry semantic conventions). */
const RESOURCE_ATTRIBUTES = [
  'service.version',
  'service.namespace',
  'service.instance.id',
  'deployment.environment.name',
  'db.system.name',
  'messaging.system',
  'host.name',
  'cloud.region',
  'k8s.pod.name',
];

const COMPLETERS: Readonly<Record<Block, Completer>> = {
  file: ({ context }) => (context.words.length === 0 ? AT_TOP : []),
  service: ({ context }) => (context.words.length === 0 ? serviceParts() : []),
  latency: inLatency,
  body: inBody,
  require: inRequire,
  scenario: inScenario,
  fault: inFault,
  values: () => [],
};

/** What may stand at `offset`; `others` are the other files of the workspace. */
export function completions(file: TraceFile, offset: number, others: readonly FileNames[]): Completions {
  const context = completionContext(file.text, offset);
  if (context === undefined) return { range: { start: offset, end: offset }, items: [] };
  const files = [namesOf(file.spec), ...others];
  return { range: context.range, items: COMPLETERS[context.block]({ file, offset, files, context }) };
}

function serviceParts(): readonly CompletionItem[] {
  const attributes = RESOURCE_ATTRIBUTES.map(
    (label): CompletionItem => ({ label, kind: 'attribute', insert: `${label} = ` }),
  );
  return [...attributes, ...keywords(['schema', 'scope', 'dropped'])];
}
