import type { Node } from 'web-tree-sitter';
import { checkSpec } from '../core/constraints/check.ts';
import { type Surroundings, surroundingsOf, traceContext } from '../core/constraints/trace-context.ts';
import { byPlace, type Diagnostic } from '../core/diagnostic.ts';
import { flattenTrace } from '../core/schedule/flat-trace.ts';
import type { Schedule } from '../core/schedule/schedule.ts';
import type { SpecBuild } from '../core/spec/build.ts';
import type { LiveSpec } from '../core/spec/live-spec.ts';
import { moveOf } from '../core/spec/moved.ts';
import { settledDiagnostic } from '../core/spec/settled-diagnostic.ts';
import type { Spec, TraceItem } from '../core/spec/spec.ts';
import { syntaxDiagnostics } from '../core/syntax/syntax-diagnostics.ts';
import type { SyntaxDocument } from '../core/syntax/syntax-document.ts';
import { lazy } from './lazy.ts';

/** What is known of one version of a document. Everything is worked out on first use and then kept. */
export class Analysis {
  readonly uri: string;
  readonly version: number;
  readonly text: string;
  readonly #syntax: SyntaxDocument;
  readonly #build: () => SpecBuild;
  readonly #spec: () => Spec;
  readonly #syntaxDiagnostics: () => readonly Diagnostic[];
  readonly #ruleDiagnostics: () => readonly Diagnostic[];
  readonly #surroundings: () => Surroundings;

  constructor(uri: string, version: number, syntax: SyntaxDocument, liveSpec: LiveSpec) {
    this.uri = uri;
    this.version = version;
    this.text = syntax.text;
    this.#syntax = syntax;
    this.#spec = lazy(() => liveSpec.spec);
    this.#syntaxDiagnostics = lazy(() => syntaxDiagnostics(syntax));
    this.#build = lazy(() => liveSpec.build);
    this.#ruleDiagnostics = lazy(() => settledFindings(this.#build()));
    this.#surroundings = lazy(() => surroundingsOf(this.#build().spec));
  }

  /** Of the document's newest version: never keep it across an `await`. */
  get root(): Node {
    return this.#syntax.root;
  }

  get readable(): boolean {
    return this.#syntax.refusal === undefined;
  }

  get spec(): Spec {
    return this.#spec();
  }

  get syntaxDiagnostics(): readonly Diagnostic[] {
    return this.#syntaxDiagnostics();
  }

  get ruleDiagnostics(): readonly Diagnostic[] {
    return this.#ruleDiagnostics();
  }

  scheduleOf(trace: TraceItem): Schedule {
    // What is worked out for the rules does for a copy that differs in its positions.
    const checked = moveOf(trace)?.from ?? trace;
    const { schedule } = traceContext(checked, this.#surroundings());
    return checked === trace ? schedule : { ...schedule, flat: flattenTrace(trace) };
  }
}

/** Rules read the spec as it was read, in which all that was not edited is known to them from the version before. */
function settledFindings({ spec, pieces }: SpecBuild): readonly Diagnostic[] {
  return checkSpec(spec)
    .map((diagnostic) => settledDiagnostic(diagnostic, pieces))
    .sort(byPlace);
}
