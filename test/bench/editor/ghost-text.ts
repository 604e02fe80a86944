import { setTimeout as sleep } from 'node:timers/promises';
import { pick, type Random, shuffled } from '../../../server/src/core/random.ts';
import type { Workbench } from '../../e2e/ui/support/workbench.ts';
import { forget, installStopwatch, noted } from './stopwatch.ts';

/** Between two keys of somebody who types fluently. */
const KEY_GAP_MS = 130;
/** Longer than the server takes for one burst of typing. */
const REST_MS = 1_100;
const PATIENCE_MS = 5_000;

/** Keys that are pressed at the end of a line, one after the other. */
export interface Typing {
  readonly line: number;
  readonly keys: readonly string[];
}

interface Typed {
  /** From the last key to grey text on the screen; undefined where none came, or some stood there before. */
  readonly shown?: number;
  readonly wasGrey: boolean;
}

export interface TypedSomewhere extends Typed {
  readonly habit: string;
}

/** What is typed at the end of a line, and what that is called. */
type Habit = readonly [string, (random: Random) => readonly string[]];

export const BEHIND_BRACE: Habit = ['behind a brace', () => ['Space', '{']];

export const HABITS: readonly Habit[] = [
  BEHIND_BRACE,
  ['on a new line', () => ['Backspace', 's', 'Enter']],
  ['at a word', (random) => ['Enter', ...beginningOf(pick(random, CALL_TYPES), random)]],
];

const CALL_TYPES = ['http', 'rpc', 'db', 'cache'];

/** One letter up to the whole word and the space behind it. */
function beginningOf(word: string, random: Random): readonly string[] {
  const keys = [...word, 'Space'];
  return keys.slice(0, 1 + random.below(keys.length));
}

/** Types at `count` places of `text`, one after the other, each as if the ones before had not been. */
export async function measureGhostText(
  workbench: Workbench,
  file: string,
  text: string,
  {
    count,
    random,
    habits,
  }: { readonly count: number; readonly random: Random; readonly habits: readonly Habit[] },
): Promise<readonly TypedSomewhere[]> {
  const lines = shuffled(random, leafLines(text));
  const typed: TypedSomewhere[] = [];
  for (let index = 0; index < count; index += 1) {
    const line = lines[index % lines.length] ?? 0;
    const [habit, keysOf] = habits[index % habits.length] ?? pick(random, habits);
    typed.push({ habit, ...(await typedUntilGrey(workbench, file, { line, keys: keysOf(random) })) });
    await takeBack(workbench, file, text);
  }
  return typed;
}

/** Types at the end of a line, and waits for grey text or until it is clear that none comes. */
export async function typedUntilGrey(workbench: Workbench, file: string, typing: Typing): Promise<Typed> {
  const { page } = workbench;
  await installStopwatch(page);
  const text = (await workbench.documentText(file)) ?? '';
  await workbench.moveCursor(typing.line, text.split('\n')[typing.line]?.length ?? 0);
  await forget(page);
  for (const [index, key] of typing.keys.entries()) {
    if (index > 0) await sleep(KEY_GAP_MS);
    await workbench.press(key);
  }
  const limit = Date.now() + PATIENCE_MS;
  for (;;) {
    const now = await noted(page);
    if (now?.shown !== undefined) return { shown: now.shown - now.pressed, wasGrey: false };
    if (now?.wasGrey || Date.now() > limit) return { wasGrey: now?.wasGrey ?? false };
    await sleep(20);
  }
}

async function takeBack(workbench: Workbench, file: string, text: string): Promise<void> {
  await workbench.press('Escape');
  await workbench.press('Escape');
  await workbench.ask('command', { id: 'workbench.action.files.revert', args: [] });
  await workbench.waitForText(file, (now) => now === text);
  await sleep(REST_MS);
}

/** Lines of calls that have a duration and no block. */
function leafLines(text: string): number[] {
  return text
    .split('\n')
    .flatMap((line, index) => (/^ {4,}(?:rpc|http) .*\d[mu]?s$/u.test(line) ? [index] : []));
}
