import type { Call, CallPattern, LatencyBlock, LatencyRule, Span, Spec } from '../spec/spec.ts';
import { type FlatTrace, TRACE } from './flat-trace.ts';
import { type Aliases, matches } from './pattern.ts';
import { OPEN, type Quantity, quantityOf } from './quantity.ts';

/** The `latency { … }` rules of the file, in text order; those of a trace or call are found in the trace itself. */
export function latencyRulesOf(spec: Spec): readonly LatencyRule[] {
  return spec.items.flatMap((item) => (item.kind === 'latency' && item.muted !== true ? rulesOf(item) : []));
}

/** Which rules hold where in a trace: those of the innermost block first, then of the blocks around it. */
export class LatencyScopes {
  readonly #flat: FlatTrace;
  readonly #aliases: Aliases;
  readonly #outer: RuleSet;
  readonly #inner = new Map<number, RuleSet>();
  /** The step whose own block is nearest to each step, worked out only where there are such blocks. */
  readonly #nearest: Int32Array | undefined;

  constructor(flat: FlatTrace, fileRules: readonly LatencyRule[], aliases: Aliases) {
    this.#flat = flat;
    this.#aliases = aliases;
    for (const { statement, owner } of flat.remarks) {
      if (statement.kind !== 'latency') continue;
      const rules = [...(this.#inner.get(owner)?.rules ?? []), ...rulesOf(statement)];
      this.#inner.set(owner, new RuleSet(rules));
    }
    this.#outer = new RuleSet(fileRules);
    this.#nearest = this.#inner.size > 0 ? nearestOwners(flat, this.#inner) : undefined;
  }

  /** What the rules say about the duration of the step at `index`, or `undefined` where none speaks of it. */
  find(index: number, step: Call | Span): Quantity | undefined {
    for (let scope = this.#nearest?.[index] ?? TRACE; ; scope = this.#above(scope)) {
      const found = this.#inner.get(scope)?.find(step, this.#aliases);
      if (found !== undefined) return found;
      if (scope === TRACE) return this.#outer.find(step, this.#aliases);
    }
  }

  #above(scope: number): number {
    const parent = this.#flat.parent[scope] ?? TRACE;
    return parent === TRACE ? TRACE : (this.#nearest?.[parent] ?? TRACE);
  }
}

/** Rules of one place; the answer for each kind of call is kept, since a trace repeats few kinds many times. */
class RuleSet {
  readonly rules: readonly LatencyRule[];
  readonly #known = new Map<string, Quantity | undefined>();

  constructor(rules: readonly LatencyRule[]) {
    this.rules = rules;
  }

  find(step: Call | Span, aliases: Aliases): Quantity | undefined {
    if (this.rules.length === 0) return undefined;
    const key = signatureOf(step);
    if (!this.#known.has(key)) this.#known.set(key, this.#search(step, aliases));
    return this.#known.get(key);
  }

  /** The rule that names the most wins, among equals the last. */
  #search(step: Call | Span, aliases: Aliases): Quantity | undefined {
    let best: LatencyRule | undefined;
    for (const rule of this.rules) {
      if (matches(rule.pattern, step, aliases) !== 'yes') continue;
      if (best === undefined || precision(rule.pattern) >= precision(best.pattern)) best = rule;
    }
    return best && (quantityOf(best.value, 'duration') ?? OPEN);
  }
}

function rulesOf(block: LatencyBlock): readonly LatencyRule[] {
  return block.rules.filter((rule) => rule.muted !== true);
}

function precision(pattern: CallPattern): number {
  const named = (text: { readonly value: string } | undefined) => text !== undefined && text.value !== '*';
  return (
    (named(pattern.operation) ? 4 : 0) + (named(pattern.callee) ? 2 : 0) + (pattern.type === '*' ? 0 : 1)
  );
}

function signatureOf(step: Call | Span): string {
  if (step.kind === 'span') return `span\n${step.spanKind}\n${step.service.value}\n${step.name.value}`;
  const type = typeof step.type === 'string' ? step.type : '?';
  return `${type}\n${spelled(step.callee)}\n${step.operation === undefined ? '' : spelled(step.operation)}`;
}

function spelled(slot: Call['callee']): string {
  return 'kind' in slot ? `${slot.kind} ${slot.text}` : `name ${slot.value}`;
}

function nearestOwners(flat: FlatTrace, owners: ReadonlyMap<number, RuleSet>): Int32Array {
  const nearest = new Int32Array(flat.steps.length);
  for (let index = 0; index < nearest.length; index++) {
    const parent = flat.parent[index] ?? TRACE;
    nearest[index] = owners.has(index) ? index : parent === TRACE ? TRACE : (nearest[parent] ?? TRACE);
  }
  return nearest;
}
