import type { Spec } from '../../core/spec/spec.ts';
import type { Library } from '../library/library.ts';
import { createMemory, joinedMemory } from '../memory/memory.ts';
import { firstOfEach, isSame, type Known, LastKnown, readOpenLayer, readTrace, servicesIn } from './known.ts';
import { type Habits, habitsOf } from './made-once.ts';
import { tracesOf } from './written-traces.ts';

/** What is kept of another file of the workspace; its text and its tree need not be. */
export interface WorkspaceFile extends Known {
  readonly habits: Habits;
}

/** What generation is given besides the file itself. */
export interface Workspace {
  /** Other files of the workspace, nearest first. */
  readonly files: readonly WorkspaceFile[];
  /** What they show together. */
  readonly beside: Known;
  readonly library: Library;
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
  const traces = tracesOf(spec);
  const memory = createMemory();
  for (const roots of traces) memory.add(roots);
  const file = { memory, services: servicesIn(traces.flat()), habits: habitsOf(spec) };
  OF_SPEC.set(spec, file);
  return file;
}

/** @param files nearest first: theirs are the first services, and the last word on what is usual */
export function createWorkspace(files: readonly WorkspaceFile[], library: Library): Workspace {
  return {
    files,
    beside: {
      memory: joinedMemory(files.map(({ memory }) => memory).toReversed()),
      services: firstOfEach(files.map(({ services }) => services)),
    },
    library,
    here: new LastKnown(readTrace),
    layer: new LastKnown(readOpenLayer),
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
    const workspace = createWorkspace(files, this.#library);
    this.#kept.set(uri, workspace);
    return workspace;
  }
}
