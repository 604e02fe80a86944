import { describe, expect, it } from 'vitest';
import type { LibrarySystem } from '../../../../server/src/generate/library/library.ts';
import { renamingOf } from '../../../../server/src/generate/library/renaming.ts';
import { retold } from '../../../../server/src/generate/library/retell.ts';
import { node } from '../../../support/nodes.ts';

/** A tailor's: the file at hand has nobody who knows of garments. */
const CALLS = [
  node('rpc embedder EmbedGarment'),
  node('rpc orders tailor.v1.Orders/CreateOrder'),
  { ...node('http shelves'), operation: 'GET /garments/{id}/shelves' },
  { ...node('http labels'), operation: 'PUT /garments/{id}/colour' },
];
const SYSTEM: LibrarySystem = {
  name: 'tailor',
  about: 'Tailors',
  traces: [{ name: 'order', roots: [node('http web Go', ...CALLS, node('rpc garments GetGarment'))] }],
};

function told(...file: readonly string[]): string[] {
  const services = file.map((line) => node(line)).map(({ type, service }) => ({ type, service }));
  const renaming = renamingOf(SYSTEM, { ensemble: { services, isComplete: true }, methods: [] });
  return retold(CALLS, renaming, 'web').map(({ service, operation }) => `${service} ${operation}`);
}

describe('what a system asks for, told in another file', () => {
  it('says what is done, not with what nobody of the file is about', () => {
    expect(told('rpc embedder', 'rpc orders', 'http shelves', 'http labels')).toEqual([
      'embedder Embed',
      'orders CreateOrder',
      'shelves GET /shelves',
      'labels PUT /labels/{id}/colour',
    ]);
  });

  it('stays as it is where somebody is', () => {
    expect(told('rpc embedder', 'rpc garment-service')).toEqual(['embedder EmbedGarment']);
  });
});
