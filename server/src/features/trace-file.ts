import type { Node } from 'web-tree-sitter';
import type { Diagnostic } from '../core/diagnostic.ts';
import type { Schedule } from '../core/schedule/schedule.ts';
import type { Spec, TraceItem } from '../core/spec/spec.ts';

/** One version of a document as features see it; what is costly is worked out on first use. */
export interface TraceFile {
  readonly uri: string;
  readonly version: number;
  readonly text: string;
  readonly spec: Spec;
  /** The root of the syntax tree. It dies with the next change of the document: never keep it across an `await`. */
  readonly root: Node;
  /** False for a text that was too long or too odd to parse; its spec is then empty. */
  readonly readable: boolean;
  readonly syntaxDiagnostics: readonly Diagnostic[];
  readonly ruleDiagnostics: readonly Diagnostic[];
  /** When each step of one of the file's traces happens. */
  scheduleOf(trace: TraceItem): Schedule;
}
