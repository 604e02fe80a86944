/** A piece is not made longer where it can end: parsing one takes a few milliseconds. */
const ENOUGH_LENGTH = 4_000;
/** What is longer without an end is cut off there; the rest of it stays unknown. */
const MAX_LENGTH = 16_000;

/**
 * A text in pieces that can be read one by one. They end where a brace closes at the beginning of a line, which is where a
 * formatted file has the ends of its traces; text that is written otherwise is cut, and read as far as that makes sense.
 */
export function piecesOf(text: string): string[] {
  const pieces: string[] = [];
  let start = 0;
  for (const { index } of text.matchAll(/^\}/gm)) {
    const end = index + 1;
    if (end - start < ENOUGH_LENGTH) continue;
    pieces.push(cut(text.slice(start, end)));
    start = end;
  }
  const rest = text.slice(start);
  return rest.trim() === '' ? pieces : [...pieces, cut(rest)];
}

function cut(piece: string): string {
  return piece.length <= MAX_LENGTH ? piece : piece.slice(0, piece.lastIndexOf('\n', MAX_LENGTH) + 1);
}
