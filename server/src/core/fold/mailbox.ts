import type { Line } from './lines.ts';
import type { SpanNode } from './span-tree.ts';

/** Finds the `send` that each `recv` of a trace got its message from, by the consumer's links and by its parent. */
export class Mailbox {
  readonly #sent = new Map<string, Line>();
  readonly #expected: { readonly line: Line; readonly node: SpanNode }[] = [];
  readonly #labels = new Set<string>();
  /** By stem, the last number behind it. */
  readonly #ranks = new Map<string, number>();

  send(line: Line, node: SpanNode): void {
    this.#sent.set(node.span.spanId, line);
  }

  expect(line: Line, node: SpanNode): void {
    this.#expected.push({ line, node });
  }

  /** Links and labels the lines, once all are known. Answers how many links of the spans are kept by that. */
  deliver(): number {
    let kept = 0;
    for (const { line, node } of this.#expected) {
      const link = node.span.links.find(
        ({ traceId, spanId }) => traceId === node.span.traceId && this.#sent.has(spanId),
      );
      const send = this.#sent.get(link?.spanId ?? node.parent?.span.spanId ?? '');
      if (send === undefined) continue;
      send.label ??= this.#newLabel(send);
      line.link = send;
      if (link !== undefined) kept += 1;
    }
    return kept;
  }

  #newLabel({ operation }: Line): string {
    const name = operation.replace(/[^\p{L}\p{N}_]+/gu, '-').replace(/^[^\p{L}_]+|-+$/gu, '');
    const stem = name === '' ? 'message' : name;
    let [label, rank] = [stem, this.#ranks.get(stem) ?? 1];
    while (this.#labels.has(label)) {
      rank += 1;
      label = `${stem}-${rank}`;
    }
    this.#ranks.set(stem, rank);
    this.#labels.add(label);
    return label;
  }
}
