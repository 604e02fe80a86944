import type { Conditions } from '../../../../server/src/core/constraints/conditions.ts';
import { pick, type Random } from '../../../../server/src/core/random.ts';
import type { CallPattern } from '../../../../server/src/core/spec/spec.ts';
import { calleeFor, isStoreType, randomType } from './random-trace.ts';

const MS = 1e6;

interface Added {
  readonly type: string;
  readonly callee: string;
  readonly ns: number;
  readonly children: readonly Added[];
}

/**
 * The text of random calls that keep to `conditions`, written by reading nothing but them: what a decoder does, without
 * a model. `undefined` where chance has not found what must be added.
 */
export function randomAddition(random: Random, conditions: Conditions, caller: string): string | undefined {
  for (let attempt = 0; attempt < 30; attempt++) {
    const calls = new Addition(random, conditions).layer(caller, conditions.depth.max, conditions.time.max);
    if (isEnough(calls, conditions)) return calls.map(spelled).join('\n');
  }
  return undefined;
}

class Addition {
  readonly #random: Random;
  readonly #conditions: Conditions;
  #callsLeft: number;
  readonly #countsLeft: number[];
  readonly #met: boolean[];

  constructor(random: Random, conditions: Conditions) {
    this.#random = random;
    this.#conditions = conditions;
    this.#callsLeft = Math.min(conditions.calls.max, Math.max(conditions.calls.min, 6));
    this.#countsLeft = conditions.counts.map((count) => count.max);
    this.#met = conditions.order.map((order) => order.met);
  }

  layer(caller: string, depth: number, time: number): Added[] {
    const added: Added[] = [];
    let left = time;
    for (let tries = this.#random.below(9); tries > 0 && depth >= 1; tries--) {
      const call = this.#call(caller, depth, left);
      if (call === undefined) continue;
      added.push(call);
      left -= call.ns;
    }
    return added;
  }

  #call(caller: string, depth: number, time: number): Added | undefined {
    const type = this.#wanted()?.type ?? randomType(this.#random);
    const callee = this.#wanted()?.callee ?? calleeFor(this.#random, type);
    if (this.#callsLeft < 1 || !this.#isAllowed(caller, type, callee)) return undefined;
    const [least, most] = this.#durations(type, callee, time);
    if (least > most) return undefined;
    this.#take(type, callee);
    const leaf = isStoreType(type) || this.#random.below(2) === 0;
    const children = leaf ? [] : this.layer(callee, depth - 1, most);
    const needed = Math.max(
      least,
      children.reduce((sum, child) => sum + child.ns, 0),
    );
    const ns = needed + Math.floor(this.#random.next() * Math.min(most - needed, 10 * MS));
    return { type, callee, ns, children };
  }

  /** Now and then what is asked for, so that chance finds it. */
  #wanted(): { type: string; callee?: string } | undefined {
    if (this.#random.below(2) === 0) return undefined;
    const asked = this.#conditions.counts.filter((count) => count.min > 0);
    if (asked.length === 0) return undefined;
    const { type, callee } = pick(this.#random, asked).pattern;
    return type === '*' || type === 'mq' ? undefined : { type, ...(callee && { callee: callee.value }) };
  }

  #isAllowed(caller: string, type: string, callee: string): boolean {
    const { forbidden, forbiddenEdges, counts, order } = this.#conditions;
    if (forbidden.some((pattern) => speaksOf(pattern, type, callee))) return false;
    if (forbiddenEdges.some((edge) => isName(edge.caller, caller) && isName(edge.callee, callee)))
      return false;
    if (order.some(({ second }, index) => !this.#met[index] && speaksOf(second, type, callee))) return false;
    return counts.every(
      ({ pattern }, index) => !speaksOf(pattern, type, callee) || (this.#countsLeft[index] ?? 0) >= 1,
    );
  }

  #durations(type: string, callee: string, time: number): [number, number] {
    let [least, most] = [0, time];
    for (const { pattern, min, max } of this.#conditions.durations) {
      if (speaksOf(pattern, type, callee)) [least, most] = [Math.max(least, min), Math.min(most, max)];
    }
    return [least, Math.min(most, Math.max(least, 40 * MS))];
  }

  #take(type: string, callee: string): void {
    this.#callsLeft -= 1;
    this.#conditions.counts.forEach(({ pattern }, index) => {
      if (speaksOf(pattern, type, callee)) this.#countsLeft[index] = (this.#countsLeft[index] ?? 0) - 1;
    });
    this.#conditions.order.forEach(({ first }, index) => {
      if (speaksOf(first, type, callee)) this.#met[index] = true;
    });
  }
}

function isEnough(calls: readonly Added[], conditions: Conditions): boolean {
  const all = everything(calls);
  if (all.length < conditions.calls.min || levels(calls) < conditions.depth.min) return false;
  return conditions.counts.every(
    ({ pattern, min }) => all.filter(({ type, callee }) => speaksOf(pattern, type, callee)).length >= min,
  );
}

function everything(calls: readonly Added[]): Added[] {
  return calls.flatMap((call) => [call, ...everything(call.children)]);
}

function levels(calls: readonly Added[]): number {
  return calls.reduce((most, call) => Math.max(most, 1 + levels(call.children)), 0);
}

function speaksOf({ type: wanted, callee: name }: CallPattern, type: string, callee: string): boolean {
  const fits = wanted === '*' || wanted === type || (wanted === 'mq' && (type === 'send' || type === 'recv'));
  return fits && (name === undefined || isName(name.value, callee));
}

function isName(wanted: string, name: string): boolean {
  return wanted === '*' || wanted === name;
}

function spelled({ type, callee, ns, children }: Added): string {
  const below = children.length === 0 ? '' : ` {\n${children.map(spelled).join('\n')}\n}`;
  return `${type} ${callee} ${ns}ns${below}`;
}
