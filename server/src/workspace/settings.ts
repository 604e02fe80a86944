import { choice, flag, number, type Setting, severities, text } from './setting.ts';

/**
 * Every setting of the extension, with its default. The manifest and docs/settings.md say the same;
 * test/repo compares all three.
 */
export const SETTINGS = {
  'inlineCompletion.mode': choice(['automatic', 'manual', 'off'], 'automatic'),
  'inlineCompletion.debounce': number(50, 0, 2000),
  'inlineCompletion.candidates': number(3, 1, 8),
  'inlineCompletion.temperature': number(0, 0, 2),
  'fill.temperature': number(0.8, 0, 2),
  'fill.seed': number(0, 0, 2 ** 31 - 1),
  'model.path': text('', 'machine'),
  'model.endpoint': text('', 'machine'),
  'model.endpointModel': text('', 'machine'),
  'model.endpointKind': choice(['chat', 'completion'], 'chat', 'machine'),
  'model.endpointTimeout': number(30, 1, 600, 'machine'),
  'model.idleUnload': number(10, 0, 1440, 'machine'),
  'diagnostics.delay': number(250, 0, 5000),
  'diagnostics.severity': severities(),
  'diagnostics.oddCalls': number(0.005, 0, 0.1),
  'codeLens.enabled': flag(true),
  'inlayHints.startTimes': flag(false),
  'preview.followCursor': flag(true),
  'preview.revealInEditor': flag(true),
} as const satisfies Record<string, Setting<unknown>>;

export type SettingKey = keyof typeof SETTINGS;

export type Settings = { readonly [K in SettingKey]: ValueOf<(typeof SETTINGS)[K]> };

export interface SettingsReading {
  readonly settings: Settings;
  /** One sentence for each value that was not used. */
  readonly problems: readonly string[];
}

export const DEFAULT_SETTINGS: Settings = readSettings(undefined).settings;

/** Reads the `tracewright` section of the editor's settings; what does not fit its schema counts as its default. */
export function readSettings(section: unknown): SettingsReading {
  const problems: string[] = [];
  const entries = Object.entries<Setting<unknown>>(SETTINGS).map(([key, setting]) => {
    const raw = valueAt(section, key);
    if (raw === undefined || raw === null) return [key, setting.default];
    const value = setting.read(raw);
    if (value === undefined) problems.push(misfit(key, raw, setting));
    return [key, value ?? setting.default];
  });
  return { settings: Object.fromEntries(entries) as Settings, problems };
}

type ValueOf<S> = S extends Setting<infer T> ? T : never;

function valueAt(section: unknown, key: string): unknown {
  let value: unknown = section;
  for (const part of key.split('.')) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = Reflect.get(value, part);
  }
  return value;
}

function misfit(key: string, raw: unknown, setting: Setting<unknown>): string {
  const written = JSON.stringify(raw)?.slice(0, 80);
  return `tracewright.${key}: ${written} is not allowed here; using ${JSON.stringify(setting.default)}.`;
}
