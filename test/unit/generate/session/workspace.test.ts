import { beforeAll, describe, expect, it } from 'vitest';
import { parseSpec } from '../../../../server/src/core/spec/build.ts';
import type { TraceParser } from '../../../../server/src/core/syntax/parser.ts';
import {
  createWorkspace,
  readWorkspaceFile,
  type WorkspaceFile,
  Workspaces,
  workspaceFileOf,
} from '../../../../server/src/generate/session/workspace.ts';
import { tracesOf } from '../../../../server/src/generate/session/written-traces.ts';
import { answers } from '../../../support/memory-answers.ts';
import { testParser } from '../../../support/parser.ts';

const URI = 'file:///shop/this.trace';
const LIBRARY = { version: 1, systems: [] } as const;
const COUNT = 40;

let parser: TraceParser;

beforeAll(async () => {
  parser = await testParser();
});

const textOf = (index: number) =>
  `trace {\n  http gateway "GET /${index % 3}" {\n    rpc service-${index % 7} Do {\n      db db-${index} SELECT\n    }\n  }\n}\n`;

const fileOf = (text: string): WorkspaceFile => workspaceFileOf(parseSpec(parser, text));
const files = () => Array.from({ length: COUNT }, (_, index) => fileOf(textOf(index)));

describe('what many files show together', () => {
  it.each([
    ['changes', (all: readonly WorkspaceFile[]) => all.with(20, fileOf(textOf(100)))],
    ['goes', (all: readonly WorkspaceFile[]) => all.toSpliced(3, 1)],
    ['comes', (all: readonly WorkspaceFile[]) => all.toSpliced(39, 0, fileOf(textOf(100)))],
  ])('is the same as if it were put together anew where one %s', (_what, change) => {
    const workspaces = new Workspaces(LIBRARY);
    const before = files();
    const traces = [...tracesOf(parseSpec(parser, textOf(5) + textOf(100)))];
    answers(workspaces.of(URI, before).beside.memory, traces);
    const after = change(before);
    const [kept, fresh] = [workspaces.of(URI, after), createWorkspace(after, LIBRARY)];
    expect(answers(kept.beside.memory, traces)).toEqual(answers(fresh.beside.memory, traces));
    expect([...kept.beside.services]).toEqual([...fresh.beside.services]);
  });

  it('is kept where none has changed, and of those that have not where one has', () => {
    const workspaces = new Workspaces(LIBRARY);
    const all = files();
    const first = workspaces.of(URI, all);
    expect(workspaces.of(URI, [...all])).toBe(first);
    const second = workspaces.of(URI, all.with(20, fileOf(textOf(100))));
    expect(second.groups.map((group, index) => group === first.groups[index])).toEqual([true, false, true]);
  });

  it('has the services of the nearest file first', () => {
    const { beside } = createWorkspace(files(), LIBRARY);
    expect([...beside.services.keys()].slice(0, 3)).toEqual(['gateway', 'service-0', 'db-0']);
  });
});

it('a file that is read in steps shows the same as one that is read at once', async () => {
  const spec = parseSpec(parser, textOf(1) + textOf(2));
  let pauses = 0;
  const read = await readWorkspaceFile(spec, async () => {
    pauses += 1;
  });
  const atOnce = workspaceFileOf(spec);
  const traces = [...tracesOf(spec)];
  expect(pauses).toBeGreaterThanOrEqual(traces.length);
  expect(answers(read.memory, traces)).toEqual(answers(atOnce.memory, traces));
  expect([...read.services]).toEqual([...atOnce.services]);
  expect(read.habits).toEqual(atOnce.habits);
  expect(read.layers).toBe(6);
});
