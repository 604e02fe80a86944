import type { Diagnostic } from '../core/diagnostic.ts';
import { oddCallDiagnostic } from '../features/odd-calls.ts';
import type { DocumentEvent } from '../workspace/documents.ts';
import type { TraceDocument } from '../workspace/trace-document.ts';
import type { ServerContext } from './context.ts';

/** Nobody looks for oddities while he writes. */
const REST_MS = 1_500;

interface Found {
  readonly version: number;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Hints at odd calls of the open documents, looked for once the typing rests, where the model is loaded anyway. What was
 * found of a version counts for that version alone.
 */
export class OddCalls {
  readonly #context: ServerContext;
  readonly #found = new WeakMap<TraceDocument, Found>();
  readonly #listeners: DocumentEvent[] = [];

  constructor(context: ServerContext) {
    this.#context = context;
    const { documents, settings, model } = context;
    documents.onChanged((document) => void this.#look(document));
    settings.onChanged(() => this.#lookAtAll());
    let isAwake = this.#isAwake();
    model.onStatus(() => {
      const wasAwake = isAwake;
      isAwake = this.#isAwake();
      if (isAwake && !wasAwake) this.#lookAtAll();
    });
  }

  /** What is known of the document as it stands. */
  of(document: TraceDocument): readonly Diagnostic[] {
    const found = this.#found.get(document);
    return found?.version === document.version ? found.diagnostics : [];
  }

  /** Called when what is known of a document has changed. */
  onFound(listener: DocumentEvent): void {
    this.#listeners.push(listener);
  }

  #isAwake(): boolean {
    const { state } = this.#context.model.status;
    return state === 'ready' || state === 'busy';
  }

  #lookAtAll(): void {
    for (const document of this.#context.documents.all()) void this.#look(document);
  }

  async #look(document: TraceDocument): Promise<void> {
    if (this.#threshold === 0) return this.#tell(document, []);
    if (!this.#isAwake()) return;
    const signal = document.whileUnchanged;
    await this.#context.clock.wait(REST_MS, signal);
    const threshold = this.#threshold;
    if (signal.aborted || threshold === 0) return;
    const diagnostics = await this.#ask(document, threshold, signal);
    if (!signal.aborted && diagnostics !== undefined) this.#tell(document, diagnostics);
  }

  get #threshold(): number {
    return this.#context.settings.current['diagnostics.oddCalls'];
  }

  #tell(document: TraceDocument, diagnostics: readonly Diagnostic[]): void {
    const before = this.of(document);
    this.#found.set(document, { version: document.version, diagnostics });
    if (diagnostics.length + before.length === 0) return;
    for (const listener of this.#listeners) listener(document);
  }

  /** Undefined where the model gives no answer, which the status item tells. */
  async #ask(
    document: TraceDocument,
    threshold: number,
    signal: AbortSignal,
  ): Promise<readonly Diagnostic[] | undefined> {
    const { generator } = this.#context.model;
    const odd = await generator.oddCalls(document.snapshot(), threshold, signal).catch(() => undefined);
    return odd?.map(oddCallDiagnostic);
  }
}
