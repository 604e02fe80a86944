import { CALL_TYPES } from '../../core/spec/spec.ts';
import type { Token } from '../language-model.ts';
import { COUNT_BUCKETS, DEPTH_BUCKETS, REPEAT_BUCKETS, TIME_BUCKETS } from './buckets.ts';
import { PIECES } from './pieces.ts';

/** Version of the whole text form: tokens, their order, what they mean. A model says in its metadata which it speaks. */
export const CODEC_VERSION = 3;
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
  'own',
  'about',
  'kin',
  'shared',
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

/** @throws RangeError where `piece` is none of `PIECES` */
export const tokenOfPiece = (piece: string): Token => tokenOf(piece);

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

/**
 * The tokens that spell one word: as few known pieces and single characters as may be, of equally few the longest ones
 * first, so that `cartservice` is `cart service` and not `carts er v ice`.
 */
export function spellWord(word: string): readonly Token[] {
  const known = spelled.get(word);
  if (known) return known;
  const tokens = spell(word);
  if (spelled.size >= MAX_SPELLED) spelled.clear();
  spelled.set(word, tokens);
  return tokens;
}

const MAX_SPELLED = 10_000;
/** The same words stand in every prompt. */
const spelled = new Map<string, readonly Token[]>();

const LONGEST_PIECE = Math.max(...PIECES.map((piece) => piece.length));

function spell(word: string): Token[] {
  // From the back: how few tokens the rest of the word takes, and how long the first of them is.
  const counts: number[] = [];
  const lengths: number[] = [];
  counts[word.length] = 0;
  for (let at = word.length - 1; at >= 0; at--) {
    [counts[at], lengths[at]] = [1 + (counts[at + 1] ?? 0), 1];
    for (let length = 2; length <= Math.min(LONGEST_PIECE, word.length - at); length++) {
      const count = 1 + (counts[at + length] ?? 0);
      if (count > (counts[at] ?? 0) || !INDEX.has(word.slice(at, at + length))) continue;
      [counts[at], lengths[at]] = [count, length];
    }
  }
  const tokens: Token[] = [];
  for (let at = 0; at < word.length; at += lengths[at] ?? 1) {
    const length = lengths[at] ?? 1;
    const token = INDEX.get(length > 1 ? word.slice(at, at + length) : `<${word[at]}>`);
    if (token !== undefined) tokens.push(token);
  }
  return tokens;
}

/** Mean length of the known pieces that a word is taken apart into; shorter ones are syllables that mean nothing. */
const MEANINGFUL = 3.5;

/** `cartservice` as `cart service`; a word that is known, or that is not made of known ones, stays whole. */
export function piecesOf(word: string): readonly string[] {
  if (INDEX.has(word)) return [word];
  const pieces = spellWord(word).map((token) => VOCABULARY[token] ?? '');
  const isMeaningful =
    word.length / pieces.length >= MEANINGFUL && pieces.every((piece) => !piece.startsWith('<'));
  return isMeaningful ? pieces : [word];
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
