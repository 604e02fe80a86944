import { CancellationTokenSource, type InlineCompletionItem } from 'vscode-languageserver';
import { pick, pickWeighted, type Random } from '../../../server/src/core/random.ts';
import type { FillResponse } from '../../../server/src/protocol.ts';
import { randomEdit } from '../../fuzz/random-edits.ts';
import type { Mirror } from './mirror.ts';
import type { Requests, Verdict } from './requests.ts';
import type { SoakServer } from './server.ts';

/** What the user's doings need. */
export interface Soak {
  readonly server: SoakServer;
  readonly requests: Requests;
  readonly random: Random;
  readonly documents: readonly Mirror[];
  /** Findings in a text, without places. */
  findings(text: string): readonly string[];
}

type Action = (soak: Soak, document: Mirror) => void;

/** How often each is done, in proportion. */
const ACTIONS: readonly (readonly [number, Action])[] = [
  [30, typeAtLineEnd],
  [6, editAnywhere],
  [30, propose],
  [6, (soak, document) => fill(soak, document, 'tracewright/fillHole')],
  [3, (soak, document) => fill(soak, document, 'tracewright/fillAll')],
  [20, ask],
  [12, cancelOne],
  // Often enough that most texts still make sense.
  [12, (_soak, document) => document.reset()],
  [1, (_soak, document) => document.reopen()],
];

export function act(soak: Soak): void {
  const document = pick(soak.random, soak.documents);
  if (document.isSpent) document.reset();
  const index = pickWeighted(soak.random, WEIGHTS);
  ACTIONS[index]?.[1](soak, document);
}

const WEIGHTS = ACTIONS.map(([weight]) => weight);

const TYPED = ['\n    rpc ', ' {', '\n', '\n    db orders-db ', '\n    ?', ' 8ms', '\n    ... calls 3', ' ?'];

function typeAtLineEnd({ random }: Soak, document: Mirror): void {
  const at = lineEnd(document.text, random);
  document.edit({ range: { start: at, end: at }, text: pick(random, TYPED) });
}

function editAnywhere({ random }: Soak, document: Mirror): void {
  document.edit(randomEdit(document.text, random.next));
}

/** Grey text; where nothing was changed meanwhile, taking it must add no finding. */
function propose(soak: Soak, document: Mirror): void {
  const { random } = soak;
  const { text, version } = document;
  const position = document.positionAt(lineEnd(text, random));
  const context = { triggerKind: 1 + random.below(2) };
  send<readonly InlineCompletionItem[] | null>(
    soak,
    document,
    'textDocument/inlineCompletion',
    { position, context },
    (items) =>
      document.version === version && document.text === text
        ? judgeProposal(soak, document, items)
        : 'document changed',
  );
}

function judgeProposal(
  { findings }: Soak,
  document: Mirror,
  items: readonly InlineCompletionItem[] | null,
): Verdict {
  const [item] = items ?? [];
  if (item?.range === undefined || typeof item.insertText !== 'string') return 'empty';
  // Behind an error, anything that is put in may be read otherwise.
  if (findings(document.text).length > 0) return 'answered';
  const added = findings(document.with(item.range, item.insertText));
  return added.length === 0 ? 'answered' : { wrong: `${added.join('; ')} from ${item.insertText}` };
}

/** Edits are for the version that was seen; applied where it still is the newest. */
function fill(soak: Soak, document: Mirror, method: 'tracewright/fillHole' | 'tracewright/fillAll'): void {
  const { version, text } = document;
  const holes = [...text.matchAll(/\?|\.\.\./g)].map(({ index }) => index);
  const params = {
    version,
    seed: soak.random.below(1_000),
    position: document.positionAt(holes[soak.random.below(holes.length)] ?? 0),
  };
  send<FillResponse>(soak, document, method, params, (response) => {
    if (response.version !== version)
      return { wrong: `edits for version ${response.version}, asked for ${version}` };
    if (document.version !== version || document.text !== text) return 'document changed';
    document.apply(response.edits);
    return response.edits.length > 0 ? 'answered' : 'empty';
  });
}

const QUESTIONS = [
  'textDocument/documentSymbol',
  'textDocument/foldingRange',
  'textDocument/diagnostic',
  'textDocument/semanticTokens/full',
  'textDocument/codeLens',
  'textDocument/hover',
  'textDocument/completion',
  'tracewright/preview',
];

function ask(soak: Soak, document: Mirror): void {
  const position = document.positionAt(soak.random.below(document.text.length + 1));
  send(soak, document, pick(soak.random, QUESTIONS), { position }, () => 'answered');
}

function cancelOne({ requests, random }: Soak): void {
  if (requests.open > 0) requests.cancel(random.below(requests.open));
}

function send<R>(
  { server, requests }: Soak,
  document: Mirror,
  method: string,
  params: object,
  judge: (answer: R) => Verdict,
): void {
  const source = new CancellationTokenSource();
  const whole = { textDocument: { uri: document.uri }, ...params };
  requests.track<R>(
    method,
    server.client.connection.sendRequest<R>(method, whole, source.token),
    source,
    judge,
  );
}

function lineEnd(text: string, random: Random): number {
  const end = text.indexOf('\n', random.below(text.length + 1));
  return end < 0 ? text.length : end;
}
