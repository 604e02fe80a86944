import { expect, test } from 'vitest';
import { type StatusInput, statusView } from '../../../client/src/status/status-view.ts';
import type { ModelStatus } from '../../../server/src/protocol.ts';

const READY: StatusInput = {
  server: 'running',
  model: { state: 'ready', model: 'tracewright-5m', latencyMs: 81.6 },
  inlineMode: 'automatic',
  trusted: true,
};

function facts(input: StatusInput): readonly string[] {
  return statusView(input).facts.map(({ key }) => key);
}

test('says which model answers and how fast', () => {
  expect(statusView(READY)).toEqual({
    icon: 'sparkle',
    facts: [
      { key: 'model', state: 'ready' },
      { key: 'model-name', text: 'tracewright-5m' },
      { key: 'latency', ms: 82 },
    ],
    alarm: false,
  });
});

test.each<[Partial<StatusInput>, string, boolean]>([
  [{ server: 'stopped' }, 'error', true],
  [{ server: 'starting' }, 'sync~spin', false],
  [{ model: undefined }, 'sync~spin', false],
  [{ trusted: false, model: { state: 'off' } }, 'circle-slash', false],
  [{ model: { state: 'missing', reason: 'No file.' } }, 'circle-slash', false],
  [{ model: { state: 'idle' } }, 'sparkle', false],
  [{ model: { state: 'starting' } }, 'sync~spin', false],
  [{ model: { state: 'restarting' } }, 'sync~spin', false],
  [{ model: { state: 'busy' } }, 'sync~spin', false],
  [{ model: { state: 'failed', reason: 'Crashed.' } }, 'error', true],
  [{ inlineMode: 'manual' }, 'edit', false],
  [{ inlineMode: 'off' }, 'edit', false],
])('%j shows %s', (change, icon, alarm) => {
  expect(statusView({ ...READY, ...change })).toMatchObject({ icon, alarm });
});

test('the background alarms only where the user must act', () => {
  const states: readonly ModelStatus['state'][] = [
    'off',
    'missing',
    'idle',
    'starting',
    'ready',
    'busy',
    'restarting',
  ];
  expect(states.filter((state) => statusView({ ...READY, model: { state } }).alarm)).toEqual([]);
});

test('says why nothing is proposed', () => {
  expect(facts({ ...READY, trusted: false })).toEqual(['untrusted']);
  expect(facts({ ...READY, model: { state: 'missing', reason: 'No file.' } })).toEqual(['model', 'reason']);
  expect(facts({ ...READY, inlineMode: 'off' })).toContain('ghost-text-off');
});
