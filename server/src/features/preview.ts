import { drawablesOf, layoutTrace } from '../core/layout/layout.ts';
import { type PackedTrace, packTrace } from '../core/layout/packed.ts';
import type { TraceHeading } from '../core/layout/preview-model.ts';
import type { TraceFile } from './trace-file.ts';

export interface Preview {
  /** Of all traces of the file. */
  readonly traces: readonly TraceHeading[];
  readonly shown?: PackedTrace;
}

/** The picture of one trace of a file, its findings marked: of the one with the id `wanted`, else of the first. */
export function preview(file: TraceFile, wanted?: string): Preview {
  const drawables = drawablesOf(file.spec);
  const traces = drawables.map(({ heading }) => heading);
  const chosen = drawables.find(({ heading }) => heading.id === wanted) ?? drawables[0];
  if (chosen === undefined) return { traces };
  const findings = [...file.syntaxDiagnostics, ...file.ruleDiagnostics];
  return {
    traces,
    shown: packTrace(layoutTrace(chosen.heading, file.scheduleOf(chosen.trace), findings)),
  };
}
