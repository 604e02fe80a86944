import { layoutSpec } from '../core/layout/layout.ts';
import type { TraceView } from '../core/layout/preview-model.ts';
import type { TraceFile } from './trace-file.ts';

/** The picture of a file's traces, its findings marked. */
export function preview(file: TraceFile): readonly TraceView[] {
  const findings = [...file.syntaxDiagnostics, ...file.ruleDiagnostics];
  return layoutSpec(file.spec, findings, (trace) => file.scheduleOf(trace));
}
