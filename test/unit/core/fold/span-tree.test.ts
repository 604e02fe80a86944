import { describe, expect, it } from 'vitest';
import { Problems } from '../../../../server/src/core/fold/problems.ts';
import { buildTree, type SpanNode } from '../../../../server/src/core/fold/span-tree.ts';
import { recorded, type Sketch } from './recorded.ts';

/** `a(b c(d))`, roots separated by a space. */
function shape(nodes: readonly SpanNode[]): string {
  return nodes
    .map(({ span, children }) => span.name + (children.length > 0 ? `(${shape(children)})` : ''))
    .join(' ');
}

function tree(...sketches: readonly Sketch[]) {
  const problems = new Problems();
  const roots = buildTree(sketches.map(recorded), problems);
  return { shape: shape(roots), roots, sentences: problems.sentences() };
}

const span = (name: string, parent?: string, more: Sketch = {}): Sketch => ({
  id: name,
  name,
  ...(parent === undefined ? {} : { parent }),
  ...more,
});

describe('buildTree', () => {
  it('hangs spans below their parents, in whatever order they come', () => {
    expect(tree(span('d', 'c'), span('c', 'a'), span('b', 'a'), span('a')).shape).toBe('a(c(d) b)');
  });

  it('makes a root of a span whose parent is missing, and marks it', () => {
    const { shape: found, roots } = tree(span('a'), span('b', 'gone'));
    expect(found).toBe('a b');
    expect(roots.map(({ missingParent }) => missingParent)).toEqual([false, true]);
  });

  it('takes a span that was sent twice once', () => {
    const { shape: found, sentences } = tree(span('a'), span('b', 'a'), span('b', 'a'));
    expect(found).toBe('a(b)');
    expect(sentences).toEqual(['1 span left out: in the file twice']);
  });

  it('keeps different spans of one id', () => {
    expect(tree(span('a'), { id: 'a', name: 'other' }, span('b', 'a')).shape).toBe('a(b) other');
  });

  it('puts the callee below the caller where both sides share an id', () => {
    const client: Sketch = { id: 'c', parent: 'a', name: 'client', kind: 'client', service: 'web' };
    const server: Sketch = { id: 'c', parent: 'a', name: 'server', kind: 'server', service: 'api' };
    const below: Sketch = { id: 'd', parent: 'c', name: 'work', service: 'api' };
    expect(tree(span('a'), server, client, below).shape).toBe('a(client(server(work)))');
  });

  it('cuts a circle of parents at its earliest span', () => {
    const { shape: found, sentences } = tree(
      span('a', 'c', { at: 5 }),
      span('b', 'a', { at: 3 }),
      span('c', 'b', { at: 9 }),
      span('tail', 'c', { at: 9 }),
    );
    expect(found).toBe('b(c(a tail))');
    expect(sentences).toEqual(['1 circle of parents cut']);
  });

  it('takes a span that is its own parent for a root', () => {
    const { shape: found, roots } = tree(span('a', 'a'), span('b', 'a'));
    expect(found).toBe('a(b)');
    expect(roots[0]?.missingParent).toBe(false);
  });
});
