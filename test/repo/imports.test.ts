import { describe, expect, test } from 'vitest';
import { importsIn, importsOf, sourcesIn } from './imports.ts';
import { forbidden } from './rooms.ts';

const SOURCES = ['client/src', 'server/src', 'media/src'].flatMap(sourcesIn);

describe('imports', () => {
  test('run downwards only', () => {
    expect(SOURCES.length).toBeGreaterThan(100);
    expect(SOURCES.flatMap(importsOf).flatMap((entry) => forbidden(entry) ?? [])).toEqual([]);
  });

  test.each([
    ['server/src/core/a.ts', "import { readFile } from 'node:fs';"],
    ['server/src/core/a.ts', "import { hover } from '../features/hover.ts';"],
    ['server/src/core/a.ts', "import type { Hover } from 'vscode-languageserver';"],
    ['server/src/features/a.ts', "export * from '../generate/generator.ts';"],
    ['server/src/generate/a.ts', "const library = await import('node-llama-cpp');"],
    ['server/src/inference/a.ts', "import { decode } from '../generate/decoder/decode.ts';"],
    ['server/src/handlers/a.ts', "import { start } from '../main.ts';"],
    ['client/src/a.ts', "import { REQUEST } from '../../server/src/protocol.ts';"],
    ['media/src/a.ts', "import * as vscode from 'vscode';"],
    ['media/src/a.ts', "import {\n  type Row,\n  rows,\n} from '../../server/src/core/layout/rows.ts';"],
    ['elsewhere/a.ts', "import './b.ts';"],
  ])('%s may not hold %s', (from, text) => {
    expect(importsIn(text, from).map(forbidden)).not.toContain(undefined);
    expect(importsIn(text, from)).toHaveLength(1);
  });

  test.each([
    ['client/src/a.ts', "import type { PreviewResult } from '../../server/src/protocol.ts';"],
    ['client/src/commands/a.ts', "import { type A, type B } from '../../../server/src/protocol.ts';"],
    ['client/src/preview/a.ts', "import { isMessage } from '../../../media/src/messages.ts';"],
    ['server/src/main.ts', "import { handlers } from './handlers/table.ts';"],
  ])('%s may hold %s', (from, text) => {
    expect(importsIn(text, from).map(forbidden)).toEqual([undefined]);
  });
});
