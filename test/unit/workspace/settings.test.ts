import { describe, expect, test } from 'vitest';
import { DEFAULT_SETTINGS, readSettings, SETTINGS } from '../../../server/src/workspace/settings.ts';
import { SettingsStore } from '../../../server/src/workspace/settings-store.ts';

describe('reading', () => {
  test('takes what fits and leaves the rest at its default', () => {
    const { settings, problems } = readSettings({
      inlineCompletion: { mode: 'manual', debounce: 100 },
      fill: { seed: 3 },
      unknown: true,
    });
    expect(settings).toEqual({
      ...DEFAULT_SETTINGS,
      'inlineCompletion.mode': 'manual',
      'inlineCompletion.debounce': 100,
      'fill.seed': 3,
    });
    expect(problems).toEqual([]);
  });

  test.each([
    undefined,
    null,
    5,
    'text',
    [],
    { inlineCompletion: null },
    { inlineCompletion: { mode: null } },
  ])('%j gives the defaults and no problem', (section) => {
    expect(readSettings(section)).toEqual({ settings: DEFAULT_SETTINGS, problems: [] });
  });

  test.each([
    [{ inlineCompletion: { mode: 'sometimes' } }, 'inlineCompletion.mode'],
    [{ inlineCompletion: { debounce: -1 } }, 'inlineCompletion.debounce'],
    [{ inlineCompletion: { debounce: Number.NaN } }, 'inlineCompletion.debounce'],
    [{ inlineCompletion: { candidates: 1000 } }, 'inlineCompletion.candidates'],
    [{ model: { path: 7 } }, 'model.path'],
    [{ codeLens: { enabled: 'yes' } }, 'codeLens.enabled'],
    [{ diagnostics: { severity: { 'unknown-label': 'loud' } } }, 'diagnostics.severity'],
    [{ diagnostics: { severity: [] } }, 'diagnostics.severity'],
  ])('%j is reported and not used', (section, key) => {
    const { settings, problems } = readSettings(section);
    expect(settings).toEqual(DEFAULT_SETTINGS);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(`tracewright.${key}: `);
  });

  test('every default fits its own schema', () => {
    for (const setting of Object.values(SETTINGS))
      expect(setting.read(setting.default)).toEqual(setting.default);
  });
});

describe('the store', () => {
  test('tells of changes only, and of a problem once', () => {
    const told: number[] = [];
    const problems: string[] = [];
    const store = new SettingsStore((problem) => problems.push(problem));
    store.onChanged((settings) => told.push(settings['fill.seed']));
    store.update({});
    store.update({ fill: { seed: 4 }, codeLens: { enabled: 1 } });
    store.update({ fill: { seed: 4 }, codeLens: { enabled: 1 } });
    store.update({ fill: { seed: 5 }, codeLens: { enabled: 1 } });
    expect(told).toEqual([4, 5]);
    expect(problems).toHaveLength(1);
    expect(store.current['fill.seed']).toBe(5);
  });
});
