import type { TraceFile } from '../trace-file.ts';
import type { CompletionContext } from './context.ts';
import type { CompletionItem } from './item.ts';

export interface Asked {
  readonly file: TraceFile;
  readonly offset: number;
  /** All open files, this one first. */
  readonly files: readonly TraceFile[];
  readonly context: CompletionContext;
}

/** What may stand at the cursor in one kind of block, the best first. */
export type Completer = (asked: Asked) => readonly CompletionItem[];
