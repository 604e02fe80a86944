import { type FlatTrace, isCallOrSpan } from '../../../server/src/core/schedule/flat-trace.ts';
import type { Schedule } from '../../../server/src/core/schedule/schedule.ts';
import { CALL_TYPES, type Call } from '../../../server/src/core/spec/spec.ts';

/** What a call graph was asked for. */
export interface Asked {
  readonly calls: number;
  readonly depth: number;
  /** Response time of the whole at most, in nanoseconds. */
  readonly latency: number;
}

/** Rounding of printed times, in nanoseconds. */
const ROUNDING = 1_000;

interface PlacedCall {
  readonly call: Call;
  readonly level: number;
  readonly start: number;
  readonly end: number;
  readonly caller: PlacedCall | undefined;
}

/**
 * What of the paper's rules a graph breaks, judged from its schedule alone and not by the rules of the language
 * (TraceLLM, appendix C, "strict"; those marked * are also what its released validator looks at).
 */
export function brokenRules(asked: Asked, schedule: Schedule): { strict: string[]; released: string[] } {
  const calls = placedCalls(schedule);
  const count = calls.reduce((sum, { call }) => sum + (call.modifiers.repeat?.count ?? 1), 0);
  const depth = Math.max(0, ...calls.map(({ level }) => level));
  const rules: readonly (readonly [string, boolean, 'released' | 'strict'])[] = [
    ['calls*', count === asked.calls, 'released'],
    ['depth*', depth === asked.depth, 'released'],
    ['latency*', calls.every((call) => isAsync(call) || call.end <= asked.latency + ROUNDING), 'released'],
    ['fields*', calls.every(hasFields), 'released'],
    ['start before end', calls.every(({ start, end }) => start <= end), 'strict'],
    [
      'start after caller',
      calls.every(({ start, caller }) => start >= (caller?.start ?? 0) - ROUNDING),
      'strict',
    ],
    ['end before caller', calls.every(endsInTime), 'strict'],
  ];
  const broken = rules.filter(([, holds]) => !holds);
  return {
    strict: broken.map(([name]) => name),
    released: broken.filter(([, , kind]) => kind === 'released').map(([name]) => name),
  };
}

function placedCalls({ flat, start, end }: Schedule): PlacedCall[] {
  const placed = new Map<number, PlacedCall>();
  for (const [index, step] of flat.steps.entries()) {
    if (!isCallOrSpan(step) || step.kind === 'span') continue;
    placed.set(index, {
      call: step,
      level: levelOf(flat, index),
      start: start[index]?.nominal ?? 0,
      end: end[index]?.nominal ?? 0,
      caller: placed.get(flat.caller[index] ?? -1),
    });
  }
  return [...placed.values()];
}

const levelOf = (flat: FlatTrace, index: number): number => flat.level[index] ?? 0;

function hasFields({ call }: PlacedCall): boolean {
  const typed = CALL_TYPES.some((type) => type === call.type);
  return typed && !('kind' in call.callee) && call.callee.value !== '';
}

/** What runs beside its caller (`async`) may outlive it: the language says so on the line. */
function endsInTime(placed: PlacedCall): boolean {
  return isAsync(placed) || placed.end <= (placed.caller?.end ?? Number.POSITIVE_INFINITY) + ROUNDING;
}

function isAsync({ call, caller }: PlacedCall): boolean {
  return call.async || (caller !== undefined && isAsync(caller));
}
