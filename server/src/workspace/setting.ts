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

const SEVERITIES: readonly SeverityOverride[] = ['error', 'warning', 'information', 'hint', 'off'];

export function choice<const T extends string>(
  values: readonly T[],
  byDefault: NoInfer<T>,
  scope: Scope = 'window',
): Setting<T> {
  return {
    default: byDefault,
    scope,
    schema: { type: 'string', enum: values },
    read: (raw) => values.find((value) => value === raw),
  };
}

export function number(
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

export function text(byDefault: string, scope: Scope): Setting<string> {
  return {
    default: byDefault,
    scope,
    schema: { type: 'string' },
    read: (raw) => (typeof raw === 'string' ? raw : undefined),
  };
}

export function flag(byDefault: boolean): Setting<boolean> {
  return {
    default: byDefault,
    scope: 'window',
    schema: { type: 'boolean' },
    read: (raw) => (typeof raw === 'boolean' ? raw : undefined),
  };
}

export function severities(): Setting<SeverityOverrides> {
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
