import { beforeEach, expect, test, vi } from 'vitest';
import type { FillResponse } from '../../../server/src/protocol.ts';

const { applied, applyEdit } = vi.hoisted(() => {
  const edits: unknown[] = [];
  return {
    applied: edits,
    applyEdit: vi.fn(async (edit: unknown) => {
      edits.push(edit);
      return true;
    }),
  };
});

vi.mock('vscode', () => ({
  l10n: {
    t: (text: string, ...values: readonly unknown[]) =>
      text.replace(/\{(\d)\}/g, (_, index: string) => String(values[Number(index)])),
  },
  Range: class {
    readonly at: readonly number[];
    constructor(...at: readonly number[]) {
      this.at = at;
    }
  },
  TextEdit: { replace: (range: unknown, text: string) => ({ range, text }) },
  WorkspaceEdit: class {
    readonly entries: unknown[] = [];
    set(uri: unknown, edits: unknown): void {
      this.entries.push([uri, edits]);
    }
  },
  window: {},
  workspace: { applyEdit },
}));

const { applyFill } = await import('../../../client/src/fill.ts');

const URI = 'file:///a.trace';
const RANGE = { start: { line: 3, character: 4 }, end: { line: 3, character: 5 } };
const RESPONSE: FillResponse = {
  version: 7,
  edits: [
    { range: RANGE, newText: 'auth' },
    { range: { start: { line: 5, character: 0 }, end: { line: 5, character: 3 } }, newText: 'rpc a B' },
  ],
  filled: 2,
  refused: [],
};

let told: string[];
const notify = {
  tell: (text: string) => void told.push(text),
  fail: (text: string) => void told.push(`! ${text}`),
};

beforeEach(() => {
  told = [];
  applied.length = 0;
  applyEdit.mockClear();
});

function fill(response: Partial<FillResponse>, document = { version: 7, isClosed: false }): Promise<void> {
  const open = { ...document, uri: URI } as unknown as Parameters<typeof applyFill>[0];
  return applyFill(open, { ...RESPONSE, ...response }, notify);
}

test('all edits go in at once, as one step to undo', async () => {
  await fill({});
  expect(applied).toMatchObject([
    {
      entries: [
        [
          URI,
          [
            { range: { at: [3, 4, 3, 5] }, text: 'auth' },
            { range: { at: [5, 0, 5, 3] }, text: 'rpc a B' },
          ],
        ],
      ],
    },
  ]);
  expect(told).toEqual([]);
});

test.each([
  { version: 8, isClosed: false },
  { version: 7, isClosed: true },
])('a document that is %j is left alone', async (document) => {
  await fill({}, document);
  expect(applied).toEqual([]);
  expect(told).toEqual(['The document was changed meanwhile; nothing was filled in.']);
});

test('an edit that the editor refuses is reported', async () => {
  applyEdit.mockResolvedValueOnce(false);
  await fill({});
  expect(told).toEqual(['The document was changed meanwhile; nothing was filled in.']);
});

test('says what stays open, and where nothing was to be filled', async () => {
  const refusal = { range: RANGE, reason: 'no call may stand here' };
  await fill({ refused: [refusal] });
  await fill({ refused: [refusal, refusal] });
  await fill({ edits: [], filled: 0 });
  expect(told).toEqual([
    'The hole in line 4 stays open: no call may stand here',
    '2 holes stay open; the first, in line 4: no call may stand here',
    'There is no hole to fill here.',
  ]);
});
