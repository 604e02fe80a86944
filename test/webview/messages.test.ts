import { describe, expect, test } from 'vitest';
import { isHostMessage, isViewMessage } from '../../media/src/messages.ts';
import { unpackTrace } from '../../media/src/packed.ts';
import { FRESH, restoreState, withCollapsed } from '../../media/src/store/view-state.ts';
import { DOCUMENT, family, packed, row, show, trace, withRows } from './pictures.ts';

describe('a message to the view', () => {
  test.each([
    show(1, [trace(family())]),
    { type: 'unavailable', uri: DOCUMENT, version: 1, reason: 'document' },
    { type: 'moved', uri: DOCUMENT, to: 'file:///b.trace' },
    { type: 'cursor', uri: DOCUMENT, version: 1, offset: 3 },
  ])('is understood: $type', (message) => {
    expect(isHostMessage(message)).toBe(true);
  });

  test.each([
    undefined,
    null,
    'show',
    [],
    {},
    { type: 'show', uri: DOCUMENT, version: 1 },
    { type: 'cursor', uri: DOCUMENT, version: 1, offset: '3' },
    { type: 'cursor', uri: DOCUMENT, version: Number.NaN, offset: 3 },
    { type: 'unknown', uri: DOCUMENT, version: 1 },
    { type: 'unavailable', uri: DOCUMENT, version: 1, reason: 'weather' },
    show(1, [trace([{ ...row('a'), end: Number.POSITIVE_INFINITY }])]),
    ...[
      { parent: [0, 0, 1, 0, -1] },
      { parent: [-1, 0, 1, 3, -1] },
      { parent: [-1, 0, 0, 1, -1] },
      { parent: [-1, 0, 1, 0, -2] },
      { parent: [-1, 0, 1, 0] },
      { start: [0, 0, 0, 0] },
      { service: [0, 0, 0, 0, 99] },
      { words: [] },
    ].map((change) => ({ ...show(1, []), shown: withRows(trace(family()), change) })),
  ])('is refused: %j', (message) => {
    expect(isHostMessage(message)).toBe(false);
  });
});

test('a message from the view carries document and version', () => {
  const reveal = { type: 'reveal', uri: DOCUMENT, version: 1, offset: 4, focus: false };
  expect(isViewMessage({ type: 'ready' })).toBe(true);
  expect(isViewMessage({ type: 'ready', trace: 4 })).toBe(false);
  expect(isViewMessage({ type: 'choose', uri: DOCUMENT, trace: 't' })).toBe(true);
  expect(isViewMessage(reveal)).toBe(true);
  expect(isViewMessage({ ...reveal, version: undefined })).toBe(false);
  expect(isViewMessage({ ...reveal, type: 'open' })).toBe(false);
});

test('a picture is what it was before it was packed', () => {
  const violations = [{ code: 'constraint-depth', severity: 'error', message: 'Too deep.' }];
  const odd = row('f', {
    holes: ['type', 'duration'],
    async: true,
    estimated: true,
    written: false,
    violations,
  });
  const rare = row('g', { probability: 0.3, repeat: 2, status: 'error', service: '', start: -4, end: 7 });
  const view = trace([...family(), odd, rare]);
  expect(unpackTrace(packed(view))).toEqual(view);
});

describe('the saved state', () => {
  test('comes back as it was', () => {
    const state = withCollapsed(
      { ...FRESH, uri: DOCUMENT, trace: 't', pinned: true, selected: 'a', scrollTop: 44 },
      't a',
      true,
    );
    expect(restoreState(JSON.parse(JSON.stringify(state)))).toEqual(state);
  });

  test.each([undefined, null, 7, 'x', {}, { format: 0, uri: DOCUMENT }])('counts as none: %j', (saved) => {
    expect(restoreState(saved)).toEqual(FRESH);
  });

  test('loses only what does not fit', () => {
    const saved = { format: 1, uri: DOCUMENT, trace: 3, collapsed: ['t a', 5, null], scrollTop: -1 };
    expect(restoreState(saved)).toEqual({ ...FRESH, uri: DOCUMENT, collapsed: ['t a'] });
  });
});
