import { open } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import type { LlamaContextSequence, LlamaModel } from 'node-llama-cpp';
import type { ModelDescription } from '../generate/language-model.ts';
import type { LoadFailure } from './protocol.ts';
import { createTextWriter, type TextWriter } from './text-writer.ts';

/** Tokens evaluated at once; between two such pieces a request can be cancelled. */
export const PIECE = 128;

/** The longest context held in memory, whatever the model was trained for. */
const MAX_CONTEXT = 8192;

const GGUF_MAGIC = 'GGUF';

const LOG_DELAY_MS = 50;

/** Of models that are not ours: a prompt of ours and its answer are far shorter, and each cell takes memory. */
const MAX_TEXT_CONTEXT = 4096;

export interface LoadedModel {
  readonly description: ModelDescription;
  /** Of models that are not ours. */
  readonly writer?: TextWriter;
  /** Of the one context; empty. */
  readonly sequences: readonly LlamaContextSequence[];
}

/** The model could not be loaded; `message` is what the file system or llama.cpp said. */
export class LoadError extends Error {
  override readonly name = 'LoadError';
  readonly failure: LoadFailure;

  constructor(failure: LoadFailure, message: string) {
    super(message);
    this.failure = failure;
  }
}

/**
 * Loads the GGUF at `path`, on one thread of the processor. Rejects with `LoadError`.
 * @param count texts that are held as read at once, if the model is ours
 */
export async function loadModel(path: string, count: number): Promise<LoadedModel> {
  const fileBytes = await checkFile(path);
  const complaints: string[] = [];
  const llama = await startLlama(complaints);
  try {
    const model = await llama.loadModel({ modelPath: path });
    const isOurs = ownText(model.fileInfo.metadata, 'codec') !== '';
    const contextLength = Math.min(model.trainContextSize, isOurs ? MAX_CONTEXT : MAX_TEXT_CONTEXT);
    const context = await model.createContext({
      // The library keeps one cell free and would otherwise drop the oldest tokens without a word.
      contextSize: contextLength + 1,
      sequences: isOurs ? count : 1,
      threads: 1,
      batchSize: PIECE,
      // With it a text read 64 tokens at a time and more comes out otherwise than in smaller pieces, and what is read at once hangs
      // on what was asked before: the same seed would not give the same text.
      flashAttention: isOurs ? false : 'auto',
    });
    const description = describe(model, contextLength, fileBytes);
    const [first, ...others] = Array.from({ length: context.totalSequences }, () => context.getSequence());
    if (first === undefined) throw new Error('A context without a sequence.');
    const loaded = { description, sequences: [first, ...others] };
    return isOurs ? loaded : { ...loaded, writer: await createTextWriter(llama, first) };
  } catch (error) {
    // llama.cpp's lines cross from another thread and may come after the error that they explain.
    await delay(LOG_DELAY_MS);
    throw loadError(error, complaints);
  }
}

/** Size of the file in bytes. What cannot be a model is refused before anything native runs. */
async function checkFile(path: string): Promise<number> {
  const { size, start } = await readStart(path).catch((error: unknown) => {
    throw new LoadError('missing', messageOf(error));
  });
  if (start !== GGUF_MAGIC)
    throw new LoadError('corrupt', `${size} bytes that do not begin with ${GGUF_MAGIC}`);
  return size;
}

async function readStart(path: string): Promise<{ size: number; start: string }> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const { buffer, bytesRead } = await file.read(Buffer.alloc(GGUF_MAGIC.length), 0, GGUF_MAGIC.length, 0);
    return { size, start: buffer.toString('latin1', 0, bytesRead) };
  } finally {
    await file.close();
  }
}

async function startLlama(complaints: string[]) {
  try {
    // Not bundled: the package finds its native binary from its own folder.
    const { getLlama, LlamaLogLevel } = await import('node-llama-cpp');
    return await getLlama({
      build: 'never',
      gpu: false,
      // With two threads each step starts a spinning pool, which is many times slower.
      maxThreads: 1,
      logLevel: LlamaLogLevel.error,
      logger: (_level, message) => complaints.push(message.trim()),
    });
  } catch (error) {
    throw new LoadError('native', messageOf(error));
  }
}

/** The library says only `Failed to load model`; what llama.cpp wrote to the log tells a cut file from others. */
function loadError(error: unknown, complaints: readonly string[]): LoadError {
  const [detail = messageOf(error)] = complaints;
  const said = [...complaints, messageOf(error)].join('\n');
  // Read errors come after magic and version were right: what should follow is not there.
  if (/within the file bounds|corrupted or incomplete|failed to read/i.test(said)) {
    return new LoadError('incomplete', detail);
  }
  // The library's own reader meets impossible sizes first.
  const corrupt = error instanceof RangeError || /magic|gguf/i.test(said);
  return new LoadError(corrupt ? 'corrupt' : 'other', detail);
}

function describe(model: LlamaModel, contextLength: number, fileBytes: number): ModelDescription {
  const { metadata, fullTensorInfo = [] } = model.fileInfo;
  const parameters = fullTensorInfo.reduce((sum, { dimensions }) => sum + elements(dimensions), 0);
  return {
    name: metadata.general?.name ?? '',
    codec: ownText(metadata, 'codec'),
    codecVersion: ownCount(metadata, 'codec_version'),
    vocabularySize: metadata.tokenizer.ggml.tokens.length,
    contextLength,
    parameters,
    fileBytes,
  };
}

const elements = (dimensions: readonly (number | bigint)[]) =>
  dimensions.reduce<number>((product, size) => product * Number(size), 1);

function ownText(metadata: object, key: string): string {
  const value = ownMetadata(metadata, key);
  return typeof value === 'string' ? value : '';
}

function ownCount(metadata: object, key: string): number {
  const value = ownMetadata(metadata, key);
  return typeof value === 'number' || typeof value === 'bigint' ? Number(value) : 0;
}

/** `tracewright.KEY` of the GGUF's metadata, which training writes. */
function ownMetadata(metadata: object, key: string): unknown {
  const own: unknown = 'tracewright' in metadata ? metadata.tracewright : undefined;
  return typeof own === 'object' && own !== null ? Reflect.get(own, key) : undefined;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
