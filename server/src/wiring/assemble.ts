import { existsSync } from 'node:fs';
import type { Spec } from '../core/spec/spec.ts';
import { CODEC_NAME, CODEC_VERSION } from '../generate/codec/vocabulary.ts';
import { createGenerator } from '../generate/create-generator.ts';
import { rememberScores } from '../generate/remembered-scores.ts';
import type { WorkspaceFile } from '../generate/session/workspace.ts';
import type { ModelService } from '../handlers/model-service.ts';
import { connectEndpoint } from '../inference/endpoint/endpoint-model.ts';
import { type SupervisedModel, superviseModel } from '../inference/supervisor.ts';
import { partsOf } from './asked-model.ts';
import { type Installation, readLibrary } from './installation.ts';
import { createModelService } from './model-service.ts';

/** Texts of a sketch that many fills go on with; with more of them next to nothing is read less often. */
export const BULK_SEQUENCES = 8;

const CODEC = { name: CODEC_NAME, version: CODEC_VERSION };

export interface AssemblyOptions {
  readonly installation: Installation;
  readonly trusted: boolean;
  parse(text: string): Spec;
  /** The other files of the workspace. */
  filesBeside(uri: string): readonly WorkspaceFile[];
  /** For many fills of one text, some at a time: what the model was asked or has read is kept, which takes memory. */
  readonly inBulk?: boolean;
  /** Where no editor keeps it: the key of the endpoint. */
  readonly endpointKey?: string | undefined;
}

/** The model of an installation: its file, its process, the library and the generator over them. */
export function assembleModelService({
  installation,
  trusted,
  parse,
  filesBeside,
  inBulk = false,
  endpointKey,
}: AssemblyOptions): ModelService {
  const { modelPath, workerPath, libraryPath } = installation;
  return createModelService({
    trusted,
    embeddedModel: existsSync(modelPath) ? modelPath : undefined,
    fileExists: existsSync,
    supervise: (path, idleMs, onState) =>
      superviseModel({
        workerPath,
        modelPath: path,
        codec: CODEC,
        acceptsTextModels: true,
        sequences: inBulk ? BULK_SEQUENCES : 1,
        idleMs,
        onState,
      }),
    connect: (endpoint, onState) => connectEndpoint({ endpoint, onState }),
    endpointKey,
    createGenerator: (asked) => {
      const parts = partsOf(asked);
      const model = inBulk ? rememberScores(parts.model) : parts.model;
      return createGenerator({ ...parts, model, library: readLibrary(libraryPath), parse, filesBeside });
    },
  });
}

/** A model by itself, for a command that ends when it has answered. */
export function superviseEmbedded(
  { workerPath, modelPath }: Installation,
  otherPath: string = modelPath,
): SupervisedModel {
  return superviseModel({ workerPath, modelPath: otherPath, codec: CODEC, idleMs: 0 });
}
