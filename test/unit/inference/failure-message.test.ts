import { expect, test } from 'vitest';
import { codecMismatch, loadFailureMessage } from '../../../server/src/inference/failure-message.ts';

const model = {
  name: 'Small',
  codec: 'tracewright',
  codecVersion: 2,
  vocabularySize: 3,
  contextLength: 8,
  parameters: 1,
  fileBytes: 1,
};

test('a model of the same codec and version fits', () => {
  expect(codecMismatch(model, { name: 'tracewright', version: 2 })).toBeUndefined();
});

test.each([
  [{ name: 'tracewright', version: 1 }, 'Update Tracewright.'],
  [{ name: 'tracewright', version: 3 }, 'Choose a newer model.'],
])('a model of another version than %j says which side is to change', (expected, remedy) => {
  const message = codecMismatch(model, expected);
  expect(message).toContain('Small reads tracewright version 2');
  expect(message).toContain(remedy);
});

test('a model of somebody else is named as such', () => {
  const foreign = { ...model, codec: '', codecVersion: 0 };
  expect(codecMismatch(foreign, { name: 'tracewright', version: 1 })).toContain(
    'not trained for Tracewright',
  );
});

test('a missing native binary names the platform and what still works', () => {
  const message = loadFailureMessage('native', 'NoBinaryFound', '/m.gguf');
  expect(message).toContain(`${process.platform}-${process.arch}`);
  expect(message).toContain('memory of the workspace');
});
