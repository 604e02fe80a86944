import { describe, expect, test } from 'vitest';
import { isHostMessage, isViewMessage } from '../../media/src/messages.ts';
import { FRESH, restoreState, withCollapsed } from '../../media/src/store/view-state.ts';
import { DOCUMENT, family, row, show, trace } from './pictures.ts';

describe('a message to the view', () => {
  test.each([
    show(1, [trace(family())]),
    { type: 'unavailable', uri: DOCUMENT, version: 1 },
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
    show(1, [trace([{ ...row('a'), end: Number.POSITIVE_INFINITY }])]),
    show(1, [trace([row('a', { parent: 0 })])]),
    show(1, [trace([row('a', { descendants: 1 })])]),
  ])('is refused: %j', (message) => {
    expect(isHostMessage(message)).toBe(false);
  });
});

test('a message from the view carries document and version', () => {
  const reveal = { type: 'reveal', uri: DOCUMENT, version: 1, offset: 4, focus: false };
  expect(isViewMessage({ type: 'ready' })).toBe(true);
  expect(isViewMessage(reveal)).toBe(true);
  expect(isViewMessage({ ...reveal, version: undefined })).toBe(false);
  expect(isViewMessage({ ...reveal, type: 'open' })).toBe(false);
});

describe('the saved state', () => {
  test('comes back as it was', () => {
    const state = withCollapsed(
      { ...FRESH, uri: DOCUMENT, trace: 't', selected: 'a', scrollTop: 44 },
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
