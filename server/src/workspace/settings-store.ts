import { DEFAULT_SETTINGS, readSettings, type Settings } from './settings.ts';

export type SettingsListener = (settings: Settings) => void;

/** The settings that hold now. A problem is reported once, not with every change. */
export class SettingsStore {
  readonly #warn: (problem: string) => void;
  readonly #listeners: SettingsListener[] = [];
  readonly #reported = new Set<string>();
  #current: Settings = DEFAULT_SETTINGS;

  constructor(warn: (problem: string) => void) {
    this.#warn = warn;
  }

  get current(): Settings {
    return this.#current;
  }

  onChanged(listener: SettingsListener): void {
    this.#listeners.push(listener);
  }

  /** Takes the `tracewright` section as the editor sent it; listeners hear of it only where it says something new. */
  update(section: unknown): void {
    const { settings, problems } = readSettings(section);
    for (const problem of problems) this.#warnOnce(problem);
    if (JSON.stringify(settings) === JSON.stringify(this.#current)) return;
    this.#current = settings;
    for (const listener of this.#listeners) listener(settings);
  }

  #warnOnce(problem: string): void {
    if (this.#reported.has(problem)) return;
    this.#reported.add(problem);
    this.#warn(problem);
  }
}
