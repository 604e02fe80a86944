import type { FoundFile } from './find-files.ts';
import { type Limits, selected } from './selection.ts';

/** What is kept of a file, and how many layers that are. */
export interface Digest<T> {
  readonly contents: T;
  readonly layers: number;
}

/** A file of the workspace. */
export interface KnownFile<T> extends FoundFile {
  /** The workspace's folder that it lies in. */
  readonly root: string;
  /** As it was when last read; absent where it cannot be read, or its place is taken by others. */
  readonly contents?: T;
  /** Known once it was read. */
  readonly layers?: number;
  readonly state: 'unread' | 'read' | 'unreadable';
}

export type ReadFile<T> = KnownFile<T> & { readonly contents: T };

/** The files that were found, and what is kept of those that are worth it. */
export class KnownFiles<T> {
  readonly #files = new Map<string, KnownFile<T>>();
  readonly #limits: Limits;
  readonly #changed: () => void;

  /** @param changed called when other contents are kept than before */
  constructor(limits: Limits, changed: () => void) {
    this.#limits = limits;
    this.#changed = changed;
  }

  get count(): number {
    return this.#files.size;
  }

  all(): readonly KnownFile<T>[] {
    return [...this.#files.values()];
  }

  read(): readonly ReadFile<T>[] {
    return this.all().filter(isRead);
  }

  /** Whether more is kept than may be. */
  get isOverfull(): boolean {
    return this.read().reduce((sum, { layers = 0 }) => sum + layers, 0) > this.#limits.layers;
  }

  /** What the disk has; of a file that has changed, what was known of it is kept until it is read again. */
  note(file: FoundFile, root: string, isChanged: boolean): void {
    const known = this.#files.get(file.path);
    const isNew = known?.changedAt !== file.changedAt || known.bytes !== file.bytes;
    if (!isNew && !isChanged) return;
    const { contents } = known ?? {};
    this.#files.set(file.path, {
      ...file,
      ...(contents !== undefined && { contents }),
      root,
      state: 'unread',
    });
  }

  keep(file: KnownFile<T>, digest: Digest<T> | undefined): void {
    const { contents: _, layers: __, ...found } = file;
    this.#files.set(
      file.path,
      digest ? { ...found, ...digest, state: 'read' } : { ...found, state: 'unreadable' },
    );
    this.#changed();
  }

  forget(place: string): void {
    const known = this.#files.get(place);
    this.#files.delete(place);
    if (known && isRead(known)) this.#changed();
  }

  /** The files that should be read now; of those that are not worth their place, what was kept is dropped. */
  toRead(): readonly KnownFile<T>[] {
    const candidates = this.all().filter(({ state }) => state !== 'unreadable');
    const chosen = new Set(selected(candidates, this.#limits));
    for (const file of this.read()) if (!chosen.has(file)) this.#drop(file);
    return [...chosen].filter(({ state }) => state === 'unread');
  }

  #drop({ contents: _, ...file }: KnownFile<T>): void {
    this.#files.set(file.path, { ...file, state: 'unread' });
    this.#changed();
  }
}

function isRead<T>(file: KnownFile<T>): file is ReadFile<T> {
  return file.contents !== undefined;
}
