/**
 * Every setting of the extension, with its default. The manifest and docs/settings.md say the same;
 * test/repo compares all three.
 */
export const SETTINGS = {
  'inlineCompletion.mode': choice(['automatic', 'manual', 'off'], 'automatic'),
  'inlineCompletion.debounce': number(60, 0, 2000),
  'inlineCompletion.candidates': number(3, 1, 8),
  'inlineCompletion.temperature': number(0, 0, 2),
  'fill.temperature': number(0.8, 0, 2),
  'fill.seed': number(0, 0, 2 ** 31 - 1),
  'model.path': text('', 'machine'),
  'model.idleUnload': number(10, 0, 1440, 'machine'),
  'diagnostics.delay': number(250, 0, 5000),
  'diagnostics.severity': severities(),
  'codeLens.enabled': flag(true),
  'inlayHints.startTimes': flag(false),
  'preview.followCursor': flag(true),
  'preview.revealInEditor': flag(true),
} as const satisfies Record<string, Setting<unknown>>;

export type SettingKey = keyof typeof SETTINGS;

export type Settings = { readonly [K in SettingKey]: ValueOf<(typeof SETTINGS)[K]> };

/** What a finding counts as; `off` hides it. */
export type SeverityOverride = 'error' | 'warning' | 'information' | 'hint' | 'off';

export type SeverityOverrides = Readonly<Record<string, SeverityOverride>>;

/** `window` settings may differ by workspace; `machine` settings stay on this machine and need trust. */
export type Scope = 'window' | 'machine';

/** `schema` is the JSON schema of the manifest; `read` gives undefined for a value that does not fit it. */
export interface Setting<T> {
  readonly default: T;
  readonly scope: Scope;
  readonly schema: Readonly<Record<string, unknown>>;
  readonly read: (raw: unknown) => T | undefined;
}

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

const SEVERITIES: readonly SeverityOverride[] = ['error', 'warning', 'information', 'hint', 'off'];

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

function choice<const T extends string>(values: readonly T[], byDefault: NoInfer<T>): Setting<T> {
  return {
    default: byDefault,
    scope: 'window',
    schema: { type: 'string', enum: values },
    read: (raw) => values.find((value) => value === raw),
  };
}

function number(
  byDefault: number,
  minimum: number,
  maximum: number,
  scope: Scope = 'window',
): Setting<number> {
  return {
    default: byDefault,
    scope,
    schema: { type: 'number', minimum, maximum },
    read: (raw) => (typeof raw === 'number' && raw >= minimum && raw <= maximum ? raw : undefined),
  };
}

function text(byDefault: string, scope: Scope): Setting<string> {
  return {
    default: byDefault,
    scope,
    schema: { type: 'string' },
    read: (raw) => (typeof raw === 'string' ? raw : undefined),
  };
}

function flag(byDefault: boolean): Setting<boolean> {
  return {
    default: byDefault,
    scope: 'window',
    schema: { type: 'boolean' },
    read: (raw) => (typeof raw === 'boolean' ? raw : undefined),
  };
}

function severities(): Setting<SeverityOverrides> {
  return {
    default: {},
    scope: 'window',
    schema: { type: 'object', additionalProperties: { type: 'string', enum: SEVERITIES } },
    read: (raw) => (isSeverities(raw) ? raw : undefined),
  };
}

function isSeverities(raw: unknown): raw is SeverityOverrides {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) return false;
  return Object.values(raw).every((value) => SEVERITIES.includes(value));
}
