import type { Node } from 'web-tree-sitter';
import type { Diagnostic } from '../core/diagnostic.ts';
import { buildSpec, type SpecBuild } from '../core/spec/build.ts';
import type { Spec } from '../core/spec/spec.ts';
import type { SyntaxDocument } from '../core/syntax/syntax-document.ts';
import { lazy } from './lazy.ts';

/** What is known of one version of a document. Everything is worked out on first use and then kept. */
export class Analysis {
  readonly uri: string;
  readonly version: number;
  readonly text: string;
  readonly #syntax: SyntaxDocument;
  readonly #built: () => SpecBuild;
  readonly #syntaxDiagnostics: () => readonly Diagnostic[];
  readonly #ruleDiagnostics: () => readonly Diagnostic[];

  constructor(uri: string, version: number, syntax: SyntaxDocument) {
    this.uri = uri;
    this.version = version;
    this.text = syntax.text;
    this.#syntax = syntax;
    this.#built = lazy(() => buildSpec(syntax.root, syntax.text));
    this.#syntaxDiagnostics = lazy(() => []);
    this.#ruleDiagnostics = lazy(() => []);
  }

  /** Of the document's newest version: never keep it across an `await`. */
  get root(): Node {
    return this.#syntax.root;
  }

  /** For the next version, which takes over what did not change. */
  get built(): SpecBuild {
    return this.#built();
  }

  get spec(): Spec {
    return this.#built().spec;
  }

  get syntaxDiagnostics(): readonly Diagnostic[] {
    return this.#syntaxDiagnostics();
  }

  get ruleDiagnostics(): readonly Diagnostic[] {
    return this.#ruleDiagnostics();
  }
}
