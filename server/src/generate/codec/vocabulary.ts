import { CALL_TYPES } from '../../core/spec/spec.ts';
import type { Token } from '../language-model.ts';
import { COUNT_BUCKETS, DEPTH_BUCKETS, REPEAT_BUCKETS, TIME_BUCKETS } from './buckets.ts';
import { PIECES } from './pieces.ts';

/** Version of the whole text form: tokens, their order, what they mean. A model says in its metadata which it speaks. */
export const CODEC_VERSION = 2;
export const CODEC_NAME = 'tracewright';

/** Services a prompt can name; the most relevant ones of a larger workspace. */
export const MAX_SERVICES = 96;

const MARKS = [
  'doc',
  'layer',
  'user',
  'operation',
  'hint-same',
  'hint-caller',
  'hint-other',
  'hint-end',
  'answer',
  'end',
  'leaf',
  'times',
  'overlaps',
  'follows',
  'new',
  'unnamed',
  'slow',
  'rare',
  'include',
  'without',
  'service-end',
] as const;

export type Mark = (typeof MARKS)[number];

const CHARACTERS = [...'abcdefghijklmnopqrstuvwxyz0123456789'];

/** Texts of all tokens; the index is the token. Stored beside the training shards and in the GGUF. */
export const VOCABULARY: readonly string[] = [
  ...MARKS.map((mark) => `<${mark}>`),
  ...CALL_TYPES.map((type) => `<${type}>`),
  ...numbered('calls', COUNT_BUCKETS),
  ...numbered('depth', DEPTH_BUCKETS),
  ...numbered('repeat', REPEAT_BUCKETS),
  ...numbered('time', TIME_BUCKETS),
  ...numbered('service', MAX_SERVICES),
  ...CHARACTERS.map((character) => `<${character}>`),
  ...PIECES,
];

const INDEX = new Map(VOCABULARY.map((text, token) => [text, token]));

export const mark = tokensByName(MARKS.map((name) => [name, tokenOf(`<${name}>`)]));
export const typeToken = tokensByName(CALL_TYPES.map((type) => [type, tokenOf(`<${type}>`)]));

const FIRST_CALLS = tokenOf('<calls-0>');
const FIRST_DEPTH = tokenOf('<depth-0>');
const FIRST_REPEAT = tokenOf('<repeat-0>');
const FIRST_TIME = tokenOf('<time-0>');
const FIRST_SERVICE = tokenOf('<service-0>');

export const callsToken = (bucket: number): Token => FIRST_CALLS + bucket;
export const depthToken = (bucket: number): Token => FIRST_DEPTH + bucket;
export const repeatToken = (bucket: number): Token => FIRST_REPEAT + bucket;
export const timeToken = (bucket: number): Token => FIRST_TIME + bucket;
export const serviceToken = (reference: number): Token => FIRST_SERVICE + reference;

export const callsBucketOf = (token: Token): number => token - FIRST_CALLS;
export const depthBucketOf = (token: Token): number => token - FIRST_DEPTH;
export const repeatBucketOf = (token: Token): number => token - FIRST_REPEAT;
export const timeBucketOf = (token: Token): number => token - FIRST_TIME;
export const serviceOf = (token: Token): number => token - FIRST_SERVICE;

/** The tokens that spell one word: the longest known pieces from the left, then single characters. */
export function spellWord(word: string): Token[] {
  const tokens: Token[] = [];
  for (let at = 0; at < word.length; ) {
    const length = longestPiece(word, at);
    const token = length > 0 ? INDEX.get(word.slice(at, at + length)) : INDEX.get(`<${word[at]}>`);
    if (token !== undefined) tokens.push(token);
    at += Math.max(1, length);
  }
  return tokens;
}

const LONGEST_PIECE = Math.max(...PIECES.map((piece) => piece.length));

function longestPiece(word: string, at: number): number {
  for (let length = Math.min(LONGEST_PIECE, word.length - at); length >= 2; length--) {
    if (INDEX.has(word.slice(at, at + length))) return length;
  }
  return 0;
}

function numbered(name: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => `<${name}-${index}>`);
}

function tokenOf(text: string): Token {
  const token = INDEX.get(text);
  if (token === undefined) throw new RangeError(`No token ${text}.`);
  return token;
}

function tokensByName<Name extends string>(
  pairs: readonly (readonly [Name, Token])[],
): Readonly<Record<Name, Token>> {
  return Object.fromEntries(pairs) as Record<Name, Token>;
}
