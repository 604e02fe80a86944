import { utimes } from 'node:fs/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { symbolsOf } from '../../../../server/src/core/symbols/symbols-of.ts';
import { LIMITS, type Limits } from '../../../../server/src/workspace/index/selection.ts';
import { WorkspaceIndex } from '../../../../server/src/workspace/index/workspace-index.ts';
import { testParser } from '../../../support/parser.ts';
import { TemporaryFolder } from '../../../support/temporary-folder.ts';

let folder: TemporaryFolder;
let lines: string[];
let reported: (readonly [number, number])[];
let withdrawn: AbortController;
let read: number;

beforeEach(async () => {
  folder = await TemporaryFolder.make();
  [lines, reported, read] = [[], [], 0];
  withdrawn = new AbortController();
});

afterEach(() => folder.remove());

/** Keeps of each file the services that it names; each counts as one layer. */
async function indexWith(limits: Partial<Limits> = {}): Promise<WorkspaceIndex<readonly string[]>> {
  const index = new WorkspaceIndex<readonly string[]>({
    parser: await testParser(),
    limits: { ...LIMITS, ...limits },
    digest: async (spec, pause) => {
      await pause();
      read += 1;
      const contents = [...symbolsOf(spec).services.keys()];
      if (contents.includes('fatal')) throw new RangeError('Too much.');
      return { contents, layers: contents.length };
    },
    begin: () => ({
      signal: withdrawn.signal,
      report: (done, total) => reported.push([done, total]),
      end: () => undefined,
    }),
    log: (line) => lines.push(line),
  });
  index.setFolders([folder.uri]);
  await index.settled();
  return index;
}

async function write(name: string, services: readonly string[], changedAt: number): Promise<void> {
  await folder.write(name, `trace {\n${services.map((service) => `  rpc ${service} Do\n`).join('')}}\n`);
  await utimes(folder.at(name), changedAt, changedAt);
}

const known = (index: WorkspaceIndex<readonly string[]>) =>
  index
    .nearest(folder.uriOf('this.trace'))
    .flatMap(({ contents }) => contents)
    .toSorted();

test('what is read is told while it goes on', async () => {
  await write('a.trace', ['a'], 1);
  await write('b.trace', ['b'], 2);
  await indexWith();
  expect(reported).toEqual([
    [1, 2],
    [2, 2],
  ]);
  expect(lines).toEqual([]);
});

test('a search after nothing has changed reads nothing again', async () => {
  await write('a.trace', ['a'], 1);
  const index = await indexWith();
  let changes = 0;
  index.onChanged(() => {
    changes += 1;
  });
  index.searchAgain();
  await index.settled();
  expect([read, changes]).toEqual([1, 0]);
});

test('files that are made, changed and deleted are followed, also where time and size stay the same', async () => {
  await write('a.trace', ['one'], 1);
  const index = await indexWith();
  await write('a.trace', ['two'], 1);
  await write('new/b.trace', ['three'], 1);
  index.changed([folder.uriOf('a.trace'), folder.uriOf('new/b.trace')]);
  await index.settled();
  expect(known(index)).toEqual(['three', 'two']);
  await folder.remove('new');
  index.searchAgain();
  await index.settled();
  expect(known(index)).toEqual(['two']);
});

test('of too many files those are known that changed last, and the log says so', async () => {
  for (const time of [1, 2, 3, 4]) await write(`${time}.trace`, [`at-${time}`], time);
  const index = await indexWith({ files: 2 });
  expect(known(index)).toEqual(['at-3', 'at-4']);
  expect(lines).toEqual([expect.stringContaining("2 of the workspace's 4 .trace files")]);
  await write('1.trace', ['anew'], 5);
  index.changed([folder.uriOf('1.trace')]);
  await index.settled();
  expect(known(index)).toEqual(['anew', 'at-4']);
});

test('what turns out to be too much makes room, and no more is read than that takes', async () => {
  await write('5-new.trace', ['a', 'b'], 5);
  await write('4-large.trace', ['c', 'd', 'e', 'f'], 4);
  await write('3-next.trace', ['g', 'h'], 3);
  await write('2-over.trace', ['i', 'j', 'k'], 2);
  await write('1-old.trace', ['l'], 1);
  const index = await indexWith({ layers: 6 });
  expect(known(index)).toEqual(['a', 'b', 'g', 'h']);
  expect(read).toBe(4);
});

test('a file that was too much comes in when there is less in it', async () => {
  await write('a.trace', ['a', 'b', 'c', 'd'], 1);
  const index = await indexWith({ layers: 6 });
  expect(known(index)).toEqual([]);
  await write('a.trace', ['a'], 2);
  index.changed([folder.uriOf('a.trace')]);
  await index.settled();
  expect(known(index)).toEqual(['a']);
});

test('a file that nothing can be made of is logged, and the others are known', async () => {
  await write('first.trace', ['fatal'], 2);
  await write('other.trace', ['other'], 1);
  expect(known(await indexWith())).toEqual(['other']);
  expect(lines[0]).toMatch(/first\.trace could not be read: RangeError: Too much\.$/);
});

test('files that are too long or broken do no harm to others', async () => {
  await write('good.trace', ['good'], 1);
  await folder.write('long.trace', `trace {\n${'  rpc long Do\n'.repeat(100)}}\n`);
  await folder.write('broken.trace', 'trace {\n  rpc half Do {\n    ((( }}} rpc "\n');
  await folder.write('binary.trace', new Uint8Array([0, 255, 254, 0, 123, 10, 0]));
  const index = await indexWith({ bytesOfFile: 1_000 });
  expect(known(index)).toContain('good');
  expect(known(index)).not.toContain('long');
});

test('events from outside of the folders change nothing', async () => {
  const other = await TemporaryFolder.make({ 'a.trace': 'trace {\n  rpc other Do\n}\n' });
  const index = await indexWith();
  index.changed([other.uriOf('a.trace'), 'untitled:a.trace', 'file://%']);
  await index.settled();
  await other.remove();
  expect(known(index)).toEqual([]);
});

test('a user who does not want to wait gets by with what was read', async () => {
  for (const time of [1, 2, 3]) await write(`${time}.trace`, [`at-${time}`], time);
  withdrawn.abort();
  const index = await indexWith();
  expect(known(index)).toEqual([]);
  withdrawn = new AbortController();
  index.searchAgain();
  await index.settled();
  expect(known(index)).toEqual(['at-1', 'at-2', 'at-3']);
});
