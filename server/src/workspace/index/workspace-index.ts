import type { Spec } from '../../core/spec/spec.ts';
import type { TraceParser } from '../../core/syntax/parser.ts';
import { pathOf } from '../paths.ts';
import { findFiles, isBelow, statFile } from './find-files.ts';
import { type Digest, type KnownFile, KnownFiles, type ReadFile } from './known-files.ts';
import { nearestFirst } from './nearness.ts';
import { type Pause, pausesFor } from './pause.ts';
import { readFileIn } from './read-file.ts';
import { readSpec } from './read-spec.ts';
import type { Limits } from './selection.ts';

export interface IndexOptions<T> {
  readonly parser: TraceParser;
  readonly limits: Limits;
  /** What is to be kept of a file; positions in the spec mean nothing. */
  digest(spec: Spec, pause: Pause): Promise<Digest<T>>;
  /** Called when there is something to read. */
  begin(): IndexProgress;
  log(line: string): void;
}

/** Told how far the reading is. */
export interface IndexProgress {
  /** Aborts when the user does not want to wait for the rest. */
  readonly signal: AbortSignal;
  report(done: number, total: number): void;
  end(): void;
}

/** Who has just typed is about to ask for what comes of it; the reading rests as long. */
const ANSWER_MS = 50;

/** Documents for which the order of files is kept. */
const MAX_ORDERS = 8;

/**
 * What the `.trace` files in the workspace's folders say, whether they are open or not. It is read in the background and
 * follows the disk as far as it is told what changed there.
 */
export class WorkspaceIndex<T> {
  readonly #options: IndexOptions<T>;
  readonly #files: KnownFiles<T>;
  readonly #over = new AbortController();
  readonly #ordered = new Map<string, readonly ReadFile<T>[]>();
  #roots: readonly string[] = [];
  readonly #foldersToSearch = new Set<string>();
  readonly #filesToCheck = new Set<string>();
  #working: Promise<void> | undefined;
  #said = '';
  #busyUntil = 0;
  readonly #listeners: (() => void)[] = [];
  #hasChanged = false;

  constructor(options: IndexOptions<T>) {
    this.#options = options;
    this.#files = new KnownFiles(options.limits, () => {
      this.#ordered.clear();
      this.#hasChanged = true;
    });
  }

  /** Called when other things are known than before, once for all that was read at a stretch. */
  onChanged(listener: () => void): void {
    this.#listeners.push(listener);
  }

  /** The files that are known, nearest to `uri` first. */
  nearest(uri: string): readonly ReadFile<T>[] {
    const kept = this.#ordered.get(uri);
    if (kept) return kept;
    if (this.#ordered.size >= MAX_ORDERS) this.#ordered.clear();
    const ordered = nearestFirst(this.#files.read(), pathOf(uri));
    this.#ordered.set(uri, ordered);
    return ordered;
  }

  /** Folders that are not on this machine's disk are left out. */
  setFolders(uris: readonly string[]): void {
    this.#roots = uris.flatMap((uri) => pathOf(uri) ?? []);
    for (const file of this.#files.all()) if (!this.#rootOf(file.path)) this.#files.forget(file.path);
    this.searchAgain();
  }

  /** For folders that were moved or deleted, since nobody says what was in them. */
  searchAgain(): void {
    for (const root of this.#roots) this.#foldersToSearch.add(root);
    this.#work();
  }

  /** Files were made, changed or deleted. */
  changed(uris: readonly string[]): void {
    const places = uris.flatMap((uri) => pathOf(uri) ?? []);
    for (const place of places) if (this.#rootOf(place)) this.#filesToCheck.add(place);
    this.#work();
  }

  /** To be called when the user does something that is to be answered before all else. */
  standBack(): void {
    this.#busyUntil = performance.now() + ANSWER_MS;
  }

  /** Resolves when all is known that it was told of so far. */
  async settled(): Promise<void> {
    while (this.#working) await this.#working;
  }

  dispose(): void {
    this.#over.abort();
  }

  get #hasWork(): boolean {
    return this.#foldersToSearch.size + this.#filesToCheck.size > 0 && !this.#over.signal.aborted;
  }

  #work(): void {
    if (!this.#hasWork || this.#working) return;
    this.#working = this.#catchUp()
      .catch((error) => this.#options.log(`The workspace's traces could not be read: ${String(error)}`))
      .finally(() => {
        this.#working = undefined;
        this.#work();
      });
  }

  async #catchUp(): Promise<void> {
    const progress = this.#options.begin();
    const signal = AbortSignal.any([this.#over.signal, progress.signal]);
    const pause = pausesFor(signal, { now: () => performance.now(), busyUntil: () => this.#busyUntil });
    try {
      for (const root of taken(this.#foldersToSearch)) await this.#search(root, pause);
      for (const place of taken(this.#filesToCheck)) await this.#check(place, pause);
      await this.#readAll(progress, pause);
      this.#sayWhatIsLeftOut();
    } catch (error) {
      if (!signal.aborted) throw error;
      this.#foldersToSearch.clear();
      this.#filesToCheck.clear();
    } finally {
      progress.end();
      this.#tellOfChanges();
    }
  }

  #tellOfChanges(): void {
    if (!this.#hasChanged) return;
    this.#hasChanged = false;
    for (const listener of this.#listeners) listener();
  }

  async #search(root: string, pause: Pause): Promise<void> {
    const found = await findFiles(root, pause);
    const places = new Set(found.map((file) => file.path));
    for (const file of this.#files.all())
      if (file.root === root && !places.has(file.path)) this.#files.forget(file.path);
    for (const file of found) this.#files.note(file, root, false);
  }

  /** A file that is said to have changed is read again even where size and time are the same. */
  async #check(place: string, pause: Pause): Promise<void> {
    await pause();
    const root = this.#rootOf(place);
    const file = root === undefined ? undefined : await statFile(place);
    if (file && root !== undefined) this.#files.note(file, root, true);
    else this.#files.forget(place);
  }

  async #readAll(progress: IndexProgress, pause: Pause): Promise<void> {
    let done = 0;
    for (let left = this.#files.toRead(); left.length > 0; left = this.#files.toRead()) {
      const total = done + left.length;
      for (const file of left) {
        this.#files.keep(file, await this.#read(file, pause));
        done += 1;
        progress.report(done, total);
        // Who is worth his place is told anew, now that it is known how much there is in each.
        if (this.#files.isOverfull) break;
      }
    }
  }

  async #read(file: KnownFile<T>, pause: Pause): Promise<Digest<T> | undefined> {
    const text = await readFileIn(file.root, file.path, this.#options.limits.bytesOfFile);
    if (text === undefined) return undefined;
    try {
      const spec = await readSpec(this.#options.parser, text, pause);
      return await this.#options.digest(spec, pause);
    } catch (error) {
      // Throws again where the work is to end.
      await pause();
      this.#options.log(`${file.path} could not be read: ${String(error)}`);
      return undefined;
    }
  }

  #sayWhatIsLeftOut(): void {
    const [count, read] = [this.#files.count, this.#files.read().length];
    const line = `${read} of the workspace's ${count} .trace files are known; the others are too long, or cannot be read, or changed longest ago.`;
    if (read < count && line !== this.#said) this.#options.log(line);
    this.#said = line;
  }

  #rootOf(place: string): string | undefined {
    return this.#roots.find((root) => isBelow(root, place));
  }
}

/** The members of a set, each taken out before it is worked on: who comes again meanwhile is worked on again. */
function* taken<V>(set: Set<V>): Generator<V> {
  for (const value of set) {
    set.delete(value);
    yield value;
  }
}
