import type { Node } from 'web-tree-sitter';
import { checkSpec } from '../core/constraints/check.ts';
import { type Surroundings, surroundingsOf, traceContext } from '../core/constraints/trace-context.ts';
import type { Diagnostic } from '../core/diagnostic.ts';
import type { Schedule } from '../core/schedule/schedule.ts';
import type { LiveSpec } from '../core/spec/live-spec.ts';
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
    this.#ruleDiagnostics = lazy(() => checkSpec(this.spec));
    this.#surroundings = lazy(() => surroundingsOf(this.spec));
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
    return traceContext(trace, this.#surroundings()).schedule;
  }
}
