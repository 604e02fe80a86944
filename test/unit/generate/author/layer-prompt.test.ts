import { expect, test } from 'vitest';
import { layerPrompt } from '../../../../server/src/generate/author/layer-prompt.ts';
import type { CallNode } from '../../../../server/src/generate/call-node.ts';
import { createMemory } from '../../../../server/src/generate/memory/memory.ts';

function call(
  type: CallNode['type'],
  service: string,
  operation: string,
  below: readonly CallNode[] = [],
): CallNode {
  return { type, service, operation, repeat: 1, duration: 1_234_567, overlaps: false, children: below };
}

const GATEWAY = call('http', 'gateway', 'POST /orders');

function prompt(beginning = '', before: readonly CallNode[] = []): string {
  const memory = createMemory();
  memory.add([
    call('http', 'gateway', 'POST /orders', [
      call('rpc', 'auth', 'Verify'),
      call('rpc', 'orders', 'Create', [call('db', 'orders-db', 'INSERT')]),
    ]),
  ]);
  const services = [{ service: 'orders', type: 'rpc', named: true }] as const;
  const options = { services, isNextOnly: true, temperature: 0, seed: 0 };
  return layerPrompt({ memory, path: [GATEWAY], before, beginning, ...options });
}

test('layers like it stand ahead of the one that is to be written', () => {
  expect(
    prompt(),
  ).toBe(`# Calls of microservices, one a line; a call that makes calls itself ends with { ... }
# Known: rpc orders

http gateway "POST /orders" 1.2ms {
  rpc auth Verify 1.2ms
  rpc orders Create 1.2ms { ... }
}

http gateway "POST /orders" 1.2ms {
`);
});

test('what stands already of the layer and its line ends the prompt', () => {
  const end = '\n\nhttp gateway "POST /orders" 1.2ms {\n  rpc auth Verify 1.2ms\n  rpc or';
  expect(prompt('rpc or', [call('rpc', 'auth', 'Verify')]).endsWith(end)).toBe(true);
});

test('callers above are told', () => {
  const memory = createMemory();
  const path = [GATEWAY, call('rpc', 'orders', 'Create')];
  const text = layerPrompt({
    memory,
    services: [],
    path,
    before: [],
    beginning: '',
    isNextOnly: false,
    temperature: 0,
    seed: 0,
  });
  expect(text).toMatch(/# from http gateway "POST \/orders" 1\.2ms\nrpc orders Create 1\.2ms \{\n$/u);
});

test('where nothing is known, the form is shown all the same', () => {
  const memory = createMemory();
  const text = layerPrompt({
    memory,
    services: [],
    path: [GATEWAY],
    before: [],
    beginning: '',
    isNextOnly: false,
    temperature: 0,
    seed: 0,
  });
  expect(text).toContain('http web "GET /profile" 60ms {\n  rpc accounts GetAccount 14ms { ... }\n');
});
