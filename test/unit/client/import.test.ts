import { beforeEach, expect, test, vi } from 'vitest';
import type { ImportResponse } from '../../../server/src/protocol.ts';

interface Address {
  readonly scheme: string;
  readonly path: string;
  with(change: { readonly scheme?: string; readonly path?: string }): Address;
}

const { onDisk, documents, workspace } = vi.hoisted(() => {
  const files = new Set<string>();
  const open: { uri: Address; isClosed: boolean; text: string }[] = [];
  return {
    onDisk: files,
    documents: open,
    workspace: {
      textDocuments: open,
      fs: {
        stat: ({ path }: Address) => (files.has(path) ? Promise.resolve({}) : Promise.reject(new Error())),
      },
      openTextDocument: async (uri: Address) => {
        open.push({ uri, isClosed: false, text: '' });
        return open.at(-1);
      },
      applyEdit: async ({ text }: { readonly text: string }) => {
        const last = open.at(-1);
        if (last !== undefined) last.text = text;
        return last !== undefined;
      },
    },
  };
});

vi.mock('vscode', () => ({
  l10n: {
    t: (text: string, ...values: readonly unknown[]) =>
      text.replace(/\{(\d)\}/g, (_, index: string) => String(values[Number(index)])),
  },
  Position: class {},
  WorkspaceEdit: class {
    text = '';
    insert(_uri: unknown, _position: unknown, text: string): void {
      this.text += text;
    }
  },
  workspace,
}));

const { importSummary } = await import('../../../client/src/import-summary.ts');
const { openUnsaved } = await import('../../../client/src/unsaved-document.ts');

beforeEach(() => {
  onDisk.clear();
  documents.length = 0;
});

function address(path: string, scheme = 'file'): Address {
  return { scheme, path, with: (change) => address(change.path ?? path, change.scheme ?? scheme) };
}

/** Where the new document stands. */
async function unsavedBeside(path: string): Promise<string> {
  await openUnsaved(address(path) as never, 'trace {}\n');
  const last = documents.at(-1);
  expect(last?.text).toBe('trace {}\n');
  return `${last?.uri.scheme}:${last?.uri.path}`;
}

test.each([
  ['/work/orders.json', '/work/orders.trace'],
  ['/work/orders.otlp.jsonl', '/work/orders.otlp.trace'],
  ['/work.d/recorded', '/work.d/recorded.trace'],
  ['/work/.json', '/work/.json.trace'],
  ['Untitled-1', 'Untitled-1.trace'],
])('an import of %s is to be saved as %s', async (source, target) => {
  expect(await unsavedBeside(source)).toBe(`untitled:${target}`);
});

test('a name that is taken, on disk or by a document that is not saved yet, is left alone', async () => {
  onDisk.add('/work/orders.trace');
  expect(await unsavedBeside('/work/orders.json')).toBe('untitled:/work/orders-2.trace');
  expect(await unsavedBeside('/work/orders.json')).toBe('untitled:/work/orders-3.trace');
});

const RESPONSE: ImportResponse = {
  text: '',
  format: 'Jaeger JSON',
  traces: 1,
  spans: 1,
  dropped: '',
  warnings: [],
};

test('the outcome is said in whole sentences', () => {
  expect(importSummary(RESPONSE)).toBe('Imported 1 trace (1 span) from Jaeger JSON.');
  const warnings = ['2 spans left out: no readable start', '1 line left out: no spans'];
  expect(importSummary({ ...RESPONSE, traces: 2, spans: 12, dropped: '3 events', warnings })).toBe(
    'Imported 2 traces (12 spans) from Jaeger JSON. ' +
      'Left out, since a call line has no place for them: 3 events. ' +
      '2 spans left out: no readable start. 1 line left out: no spans.',
  );
});
