export type ItemKind =
  | 'keyword'
  | 'service'
  | 'operation'
  | 'label'
  | 'trace'
  | 'value'
  | 'attribute'
  | 'snippet';

export interface CompletionItem {
  readonly label: string;
  readonly kind: ItemKind;
  /** Shown dimly behind the label. */
  readonly detail?: string;
  /** Markdown. */
  readonly help?: string;
  /** What is inserted; the label where absent. Where it is a `snippet`, `$1`, `$2` and last `$0` are stops. */
  readonly insert?: string;
  readonly snippet?: boolean;
}
