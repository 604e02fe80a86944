import type { Diagnostic } from '../../server/src/core/diagnostic.ts';
import { drawablesOf, layoutTrace } from '../../server/src/core/layout/layout.ts';
import type { TraceView } from '../../server/src/core/layout/preview-model.ts';
import { latencyRulesOf } from '../../server/src/core/schedule/latency.ts';
import { scheduleTrace } from '../../server/src/core/schedule/schedule.ts';
import type { Spec } from '../../server/src/core/spec/spec.ts';
import { aliasesOf } from '../../server/src/core/symbols/symbols-of.ts';

/** The pictures of all traces of a file. */
export function layoutSpec(spec: Spec, diagnostics: readonly Diagnostic[]): readonly TraceView[] {
  return drawablesOf(spec).map(({ heading, trace }) =>
    layoutTrace(heading, scheduleTrace(trace, latencyRulesOf(spec), aliasesOf(spec)), diagnostics),
  );
}
