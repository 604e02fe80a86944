/** What the reader need not look into, by the grammar's names: each step in the tree is a call into the parser. */

const LEAVES: ReadonlySet<string> = new Set([
  'call_type',
  'span_kind',
  'quantity',
  'operator',
  'any',
  'name',
  'string',
  'number',
  'hex_number',
  'hex_id',
  'span_reference',
  'duration',
  'percent',
  'rate',
  'boolean',
  'null',
  'bytes',
  'datetime',
  'repeat_count',
  'comment',
]);

/** Tokens that only part or announce what is read by its type or field. */
const SILENT: ReadonlySet<string> = new Set(
  '= @ ! ? ( ) .. ± +/- ~ : /- ... | -> , ; as backoff every some before count never include no on error for from'.split(
    ' ',
  ),
);

/** Nodes that begin with a keyword of their own name, and never stand right inside of one of their kind. */
const KEYWORD_NODES: ReadonlySet<string> = new Set(
  (
    'trace service scenario scope schema latency span par repeat choose event throw link dropped require broken ' +
    'timeout retry after within id parent flags state mix arrivals fault fill export send seed'
  ).split(' '),
);

/** Whether a node is read by its text alone. */
export function isLeaf(type: string): boolean {
  return LEAVES.has(type);
}

/** Whether a child of a `parent` says nothing that its parent does not say. */
export function isSilent(type: string, parent: string): boolean {
  return SILENT.has(type) || (type === parent && KEYWORD_NODES.has(type));
}
