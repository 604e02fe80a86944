import type { TraceFile } from '../trace-file.ts';
import type { CompletionContext } from './context.ts';
import type { FileNames } from './file-names.ts';
import type { CompletionItem } from './item.ts';

export interface Asked {
  readonly file: TraceFile;
  readonly offset: number;
  /** What is named in this file, then in the others of the workspace. */
  readonly files: readonly FileNames[];
  readonly context: CompletionContext;
}

/** What may stand at the cursor in one kind of block, the best first. */
export type Completer = (asked: Asked) => readonly CompletionItem[];
