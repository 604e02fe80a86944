import type { Spec } from '../../core/spec/spec.ts';
import type { CatalogueEntry } from '../codec/catalogue.ts';
import type { Library } from '../library/library.ts';
import { createMemory, joinedMemory } from '../memory/memory.ts';
import { Borrowed } from './borrowed.ts';
import { firstOfEach, isSame, type Known, LastKnown, readOpenLayer, readTrace, servicesIn } from './known.ts';
import { type Habits, readHabits } from './made-once.ts';
import { tracesOf } from './written-traces.ts';

/** What is kept of another file of the workspace; its text and its tree need not be. */
export interface WorkspaceFile extends Known {
  readonly habits: Habits;
  /** How many layers its traces have. */
  readonly layers: number;
}

/** What generation is given besides the file itself. */
export interface Workspace {
  /** Other files of the workspace, nearest first. */
  readonly files: readonly WorkspaceFile[];
  /** The same, some at a time. */
  readonly groups: readonly Group[];
  /** What they show together. */
  readonly beside: Known;
  readonly library: Library;
  /** What the library tells of places. */
  readonly borrowed: Borrowed;
  /** Of the trace that is being written, without the layer that is. */
  readonly here: LastKnown;
  /** Of that layer. */
  readonly layer: LastKnown;
}

const OF_SPEC = new WeakMap<Spec, WorkspaceFile>();

/** What a file shows to others; worked out once for each version of it. */
export function workspaceFileOf(spec: Spec): WorkspaceFile {
  const kept = OF_SPEC.get(spec);
  if (kept) return kept;
  const reading = stepsOf(spec);
  let step = reading.next();
  while (!step.done) step = reading.next();
  OF_SPEC.set(spec, step.value);
  return step.value;
}

/** The same in small steps, with a pause after each. */
export async function readWorkspaceFile(spec: Spec, pause: () => Promise<void>): Promise<WorkspaceFile> {
  const reading = stepsOf(spec);
  let step = reading.next();
  for (; !step.done; step = reading.next()) await pause();
  return step.value;
}

/** What another file shows, beside what the file at hand does. */
const BESIDE = 0.7;

/** One step for each trace, and again one for each item. */
function* stepsOf(spec: Spec): Generator<void, WorkspaceFile> {
  const memory = createMemory();
  const services: ReadonlyMap<string, CatalogueEntry>[] = [];
  let layers = 0;
  for (const roots of tracesOf(spec)) {
    layers += memory.add(roots, BESIDE);
    services.push(servicesIn(roots));
    yield;
  }
  const habits = yield* readHabits(spec);
  return { memory, services: firstOfEach(services), habits, layers };
}

/** Files that are put together first, and these groups then: one that changes costs its group only. */
const GROUP = 16;

interface Group extends Known {
  readonly files: readonly WorkspaceFile[];
}

/**
 * @param files nearest first: theirs are the first services, and the last word on what is usual
 * @param before what was put together of much the same files
 */
export function createWorkspace(
  files: readonly WorkspaceFile[],
  library: Library,
  before?: Workspace,
): Workspace {
  const groups = groupsOf(files, before?.groups ?? []);
  return {
    files,
    groups,
    beside: together(groups),
    library,
    borrowed: before?.borrowed ?? new Borrowed(library),
    here: new LastKnown(readTrace),
    layer: new LastKnown(readOpenLayer),
  };
}

function groupsOf(files: readonly WorkspaceFile[], before: readonly Group[]): readonly Group[] {
  return Array.from({ length: Math.ceil(files.length / GROUP) }, (_, index) => {
    const group = files.slice(index * GROUP, (index + 1) * GROUP);
    const kept = before[index];
    return kept && isSame(kept.files, group) ? kept : { files: group, ...together(group) };
  });
}

/** @param parts nearest first */
function together(parts: readonly Known[]): Known {
  return {
    memory: joinedMemory(parts.map(({ memory }) => memory).toReversed()),
    services: firstOfEach(parts.map(({ services }) => services)),
  };
}

/** Documents whose workspace is kept; who works in more waits a little when he comes back. */
const MAX_KEPT = 8;

/** Workspaces by document, put together anew only where a file beside it has changed. */
export class Workspaces {
  readonly #library: Library;
  readonly #kept = new Map<string, Workspace>();

  constructor(library: Library) {
    this.#library = library;
  }

  of(uri: string, files: readonly WorkspaceFile[]): Workspace {
    const kept = this.#kept.get(uri);
    if (kept && isSame(kept.files, files)) return kept;
    if (!kept && this.#kept.size >= MAX_KEPT) this.#kept.clear();
    const workspace = createWorkspace(files, this.#library, kept);
    this.#kept.set(uri, workspace);
    return workspace;
  }
}
