import type { TextEdit } from '../../server/src/core/text/range.ts';

/** Numbers in 0..1 that are the same for the same seed (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** What people and programs put into a text: words of the language, halves of constructs, and what has no business there. */
const PIECES = [
  ...[
    ' ',
    '\n',
    '\n\n',
    '  ',
    '{',
    '}',
    '[',
    ']',
    '(',
    ')',
    '"',
    ',',
    ';',
    ':',
    '=',
    '?',
    '!',
    '@',
    '~',
    '|',
    '#',
    '/-',
  ],
  ...[
    '\n  rpc a B 8ms\n',
    '\ntrace x {\n',
    'service y {\n',
    '\nscenario s seed 1 {',
    '  par {\n',
    '...',
    ' 12 ',
    '8ms',
    '3..10',
  ],
  ...[
    'rpc',
    'http gateway "GET /"',
    '30%: ',
    'retry 2 ',
    '?(<50ms)',
    '~exp(mean=3ms)',
    'id eee19b7ec3c1b174',
    ' x3',
    ' async ',
  ],
  ...[
    '\r\n',
    '\t',
    'ü',
    '𝄞',
    '\ud800',
    '\u0000',
    '\uFEFF',
    '\\',
    '0x',
    '±',
    'b"',
    'require { calls ',
    ' before ',
  ],
];

/** An edit of `text` such as typing, deleting, pasting a piece or moving a part of the text makes. */
export function randomEdit(text: string, random: () => number): TextEdit {
  const at = Math.floor(random() * (text.length + 1));
  const kind = random();
  if (kind < 0.45) return { range: { start: at, end: at }, text: pick(PIECES, random) };
  const end = Math.min(text.length, at + Math.floor(random() ** 3 * 60));
  if (kind < 0.75) return { range: { start: at, end }, text: '' };
  if (kind < 0.9) return { range: { start: at, end }, text: pick(PIECES, random) };
  const from = Math.floor(random() * text.length);
  return { range: { start: at, end: at }, text: text.slice(from, from + Math.floor(random() * 80)) };
}

function pick(pieces: readonly string[], random: () => number): string {
  return pieces[Math.floor(random() * pieces.length)] ?? '';
}
