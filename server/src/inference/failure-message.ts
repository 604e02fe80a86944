import type { ModelDescription } from '../generate/language-model.ts';
import type { LoadFailure } from './protocol.ts';

/** The codec that prompts are written in; a model must have been trained on the same one. */
export interface ExpectedCodec {
  readonly name: string;
  readonly version: number;
}

/** What the user reads where a model cannot be loaded: what is wrong, and what helps. */
export function loadFailureMessage(failure: LoadFailure, detail: string, modelPath: string): string {
  switch (failure) {
    case 'missing':
      return `The model file ${modelPath} cannot be read (${detail}). Check the setting tracewright.model.path.`;
    case 'corrupt':
      return `${modelPath} is not a GGUF model (${detail}). Choose another file, or fetch it again.`;
    case 'incomplete':
      return `The model file ${modelPath} is cut off. Copy or download it again.`;
    case 'native':
      return (
        `This installation has no llama.cpp for ${process.platform}-${process.arch} (${detail}). ` +
        'Install the build of Tracewright for this platform; until then the memory of the workspace proposes alone.'
      );
    case 'other':
      return `The model ${modelPath} could not be loaded: ${detail}. Restart the model, or choose another file.`;
  }
}

/** Why this model cannot read our prompts, or undefined where it can. */
export function codecMismatch(
  { codec, codecVersion, name }: ModelDescription,
  expected: ExpectedCodec,
): string | undefined {
  if (codec === expected.name && codecVersion === expected.version) return undefined;
  if (codec === '') return `${name || 'The model'} was not trained for Tracewright. Choose one that was.`;
  const remedy = codecVersion > expected.version ? 'Update Tracewright' : 'Choose a newer model';
  return (
    `${name || 'The model'} reads ${codec} version ${codecVersion}, but this Tracewright writes ` +
    `${expected.name} version ${expected.version}. ${remedy}.`
  );
}
