import type { SyntaxDocument } from '../syntax/syntax-document.ts';
import type { TextEdit } from '../text/range.ts';
import { narrower, type Unchanged } from '../text/unchanged.ts';
import { buildSpec, type SpecBuild } from './build.ts';
import { settledSpec } from './settle.ts';
import type { Spec } from './spec.ts';

/** The spec of a document that changes: built when asked for, from what the build before it has in common with it. */
export class LiveSpec {
  readonly #syntax: SyntaxDocument;
  #build: SpecBuild | undefined;
  #settled: Spec | undefined;
  /** What all changes since the last build have left; undefined where there were none. */
  #unchanged: Unchanged | undefined;

  constructor(syntax: SyntaxDocument) {
    this.#syntax = syntax;
  }

  /** To be called for each edit of the document, with what the edit gives back. */
  edited(unchanged: Unchanged): void {
    this.#unchanged = this.#unchanged === undefined ? unchanged : narrower(this.#unchanged, unchanged);
  }

  /** The spec of the document's newest text. */
  get spec(): Spec {
    const { spec, pieces } = this.build;
    this.#settled ??= settledSpec(spec, pieces);
    return this.#settled;
  }

  /** The spec as it would be after `edit`: what that leaves as it is, is not read again. The document stays as it is. */
  specAfter(edit: TextEdit): Spec {
    const { build } = this;
    const branch = this.#syntax.branch();
    try {
      const unchanged = branch.edit([edit]);
      const { spec, pieces } = buildSpec(branch.root, branch.text, { build, unchanged });
      return settledSpec(spec, pieces);
    } finally {
      branch.dispose();
    }
  }

  /** The same with the positions that its parts were read with: what was not edited is the same object as before. */
  get build(): SpecBuild {
    if (this.#build !== undefined && this.#unchanged === undefined) return this.#build;
    this.#build = this.#rebuild();
    this.#unchanged = undefined;
    this.#settled = undefined;
    return this.#build;
  }

  #rebuild(): SpecBuild {
    const { root, text } = this.#syntax;
    if (this.#build === undefined || this.#unchanged === undefined) return buildSpec(root, text);
    return buildSpec(root, text, { build: this.#build, unchanged: this.#unchanged });
  }
}
