import { pickWeighted, type Random } from '../../core/random.ts';
import { CODEC_NAME, CODEC_VERSION, VOCABULARY } from '../codec/vocabulary.ts';
import { MAX_DOCUMENT_TOKENS, type TrainingDocument, writeDocument } from './document.ts';
import type { ExerciseSource } from './exercises.ts';

/** Documents of one part of the data: tokens as little-endian uint16, and one mask byte a token. */
export interface Shard {
  readonly tokens: Uint8Array;
  readonly mask: Uint8Array;
  readonly documents: number;
  readonly tokenCount: number;
  /** Documents by source. */
  readonly sources: Readonly<Record<string, number>>;
}

/** Writes documents from `sources`, by their weights, until `tokenCount` tokens stand. */
export function writeShard(sources: readonly ExerciseSource[], tokenCount: number, random: Random): Shard {
  const tokens = new Uint16Array(tokenCount + MAX_DOCUMENT_TOKENS);
  const mask = new Uint8Array(tokens.length);
  const counts: Record<string, number> = {};
  let [length, documents] = [0, 0];
  while (length < tokenCount) {
    const source =
      sources[
        pickWeighted(
          random,
          sources.map(({ weight }) => weight),
        )
      ];
    const document = source && writeDocument(source.next(random), random);
    if (!document || !teaches(document)) continue;
    tokens.set(document.tokens, length);
    mask.set(document.mask, length);
    length += document.tokens.length;
    documents++;
    counts[source.name] = (counts[source.name] ?? 0) + 1;
  }
  return {
    tokens: littleEndian(tokens.subarray(0, length)),
    mask: mask.slice(0, length),
    documents,
    tokenCount: length,
    sources: counts,
  };
}

/** What the trainer must know of the shards; `files` are the names without their extension. */
export function shardMeta(parts: Readonly<Record<string, Shard>>, seed: number): object {
  return {
    codec: CODEC_NAME,
    codecVersion: CODEC_VERSION,
    vocabulary: VOCABULARY,
    files: Object.keys(parts),
    seed,
    parts: Object.fromEntries(
      Object.entries(parts).map(([name, { documents, tokenCount, sources }]) => [
        name,
        { documents, tokens: tokenCount, sources },
      ]),
    ),
  };
}

/** A document without an answer, or longer than the model's context, teaches nothing. */
function teaches(document: TrainingDocument): boolean {
  return document.tokens.length <= MAX_DOCUMENT_TOKENS && document.mask.includes(1);
}

function littleEndian(tokens: Uint16Array): Uint8Array {
  const bytes = new Uint8Array(tokens.length * 2);
  const view = new DataView(bytes.buffer);
  tokens.forEach((token, index) => {
    view.setUint16(index * 2, token, true);
  });
  return bytes;
}
