import type { Call, Item, Spec, Statement } from '../../core/spec/spec.ts';
import { type Event, eventOf } from '../memory/next-call.ts';
import { bodyOf } from './place.ts';

/** Who was seen as often as this elsewhere is known well enough for something to be odd. */
const MIN_LAYERS = 3;

/** What the calls of one service make, layer by layer. */
interface Habit {
  readonly layers: number;
  /** In how many of these layers a call is made. */
  readonly makes: ReadonlyMap<Event, number>;
}

/** What the calls of each service of a file make. */
export type Habits = ReadonlyMap<string, Habit>;

interface GrowingHabit extends Habit {
  layers: number;
  readonly makes: Map<Event, number>;
}

/** A call of a file, and who makes it. */
interface Made {
  readonly call: Call;
  readonly event: Event;
  readonly caller: string;
}

/**
 * Calls of `spec` that nobody else makes who is called as their caller is, although there are several: the few that are worth
 * asking the model about. Takes time linear in the size of the file.
 */
export function madeOnce(spec: Spec, beside: readonly Habits[]): readonly Call[] {
  const habits = new Map<string, GrowingHabit>();
  const own = noteLayers(spec.items, habits);
  return own
    .filter(({ event, caller }) => {
      const all = [habits, ...beside].flatMap((file) => file.get(caller) ?? []);
      const layers = all.reduce((sum, habit) => sum + habit.layers, 0);
      const times = all.reduce((sum, { makes }) => sum + (makes.get(event) ?? 0), 0);
      return layers > MIN_LAYERS && times === 1;
    })
    .map(({ call }) => call);
}

export function habitsOf(spec: Spec): Habits {
  const reading = readHabits(spec);
  let step = reading.next();
  while (!step.done) step = reading.next();
  return step.value;
}

/** The same in steps, one for each item of the file. */
export function* readHabits({ items }: Spec): Generator<void, Habits> {
  const habits = new Map<string, GrowingHabit>();
  for (const item of items) {
    noteLayers([item], habits);
    yield;
  }
  return habits;
}

function noteLayers(items: readonly Item[], habits: Map<string, GrowingHabit>): readonly Made[] {
  const made: Made[] = [];
  for (const item of items) {
    if (item.kind !== 'trace' || item.muted || item.exact) continue;
    const open: Call[] = [...callsIn(item.body)].reverse();
    for (let caller = open.pop(); caller; caller = open.pop()) {
      const calls = callsIn(caller.body);
      open.push(...[...calls].reverse());
      if (calls.length > 0) made.push(...noteLayer(caller, calls, habits));
    }
  }
  return made;
}

function noteLayer(caller: Call, calls: readonly Call[], habits: Map<string, GrowingHabit>): readonly Made[] {
  if ('kind' in caller.callee) return [];
  const service = caller.callee.value;
  const habit = habits.get(service) ?? { layers: 0, makes: new Map<Event, number>() };
  habits.set(service, habit);
  habit.layers++;
  const made = calls.flatMap((call) => {
    if (typeof call.type !== 'string' || 'kind' in call.callee) return [];
    return [{ call, event: eventOf({ type: call.type, service: call.callee.value }), caller: service }];
  });
  for (const event of new Set(made.map((each) => each.event)))
    habit.makes.set(event, (habit.makes.get(event) ?? 0) + 1);
  return made;
}

/** The calls of one layer: `par`, `choose` and the like are no calls. */
function callsIn(body: readonly Statement[]): readonly Call[] {
  const calls: Call[] = [];
  const open = [...body].reverse();
  for (let statement = open.pop(); statement; statement = open.pop()) {
    if (statement.muted) continue;
    if (statement.kind === 'call') calls.push(statement);
    else open.push(...[...bodyOf(statement)].reverse());
  }
  return calls;
}
