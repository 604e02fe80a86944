import type { TextRange } from '../text/range.ts';

/** A stretch of the text that has not changed since it was read. */
interface Piece {
  /** Where it began in the positions of the spec, which are those at the time it was read. */
  readonly read: number;
  /** Where it begins in the text now. */
  readonly now: number;
}

/**
 * Where the parts of a spec stand now. An edit moves all that follows it; were that written into the spec, each keystroke
 * would copy what follows. So what is read keeps the positions it was read with, what is read later gets positions that
 * nothing had before, and this table, one piece for each stretch between edits, tells where they are. Never changes.
 */
export class Pieces {
  /** In the order of the text. */
  readonly #inText: readonly Piece[];
  readonly #asRead: readonly Piece[];
  /** A position that nothing has had. */
  readonly #unused: number;

  private constructor(inText: readonly Piece[], unused: number) {
    this.#inText = inText;
    this.#asRead = [...inText].sort((a, b) => a.read - b.read);
    this.#unused = unused;
  }

  /** A text of `length` characters that was read at once. */
  static ofWhole(length: number): Pieces {
    return new Pieces([{ read: 0, now: 0 }], length + 1);
  }

  get size(): number {
    return this.#inText.length;
  }

  /** Whether all of the text stands where it was read. */
  get isWhole(): boolean {
    return this.#inText.length === 1;
  }

  /** Where in the text a position of the spec is now. */
  now(position: number): number {
    const piece = this.#pieceAt(position);
    return position + piece.now - piece.read;
  }

  range({ start, end }: TextRange): TextRange {
    return { start: this.now(start), end: this.now(end) };
  }

  /** By how much all of a range has moved; undefined where a part of it was read at another time. */
  shiftOf({ start, end }: TextRange): number | undefined {
    const piece = this.#pieceAt(start);
    return this.#pieceAt(end) === piece ? piece.now - piece.read : undefined;
  }

  /**
   * With `length` characters read anew where the text from `from` to `to` was.
   * @param keepsEnd whether what is kept has positions that stand at `to` as the end of what came before it.
   * @returns also the position in the spec of the first of them.
   */
  replaced(from: number, to: number, length: number, keepsEnd: boolean): Replaced {
    const by = from + length - to;
    const read = this.#unused;
    const before = this.#inText.slice(0, lastUpTo(this.#inText, from - 1, 'now') + 1);
    const behind = this.#inText.slice(lastUpTo(this.#inText, to - 1, 'now') + 1);
    const cut = this.#inText[lastUpTo(this.#inText, to - 1, 'now')];
    const hasRest = cut !== undefined && (keepsEnd || behind[0]?.now !== to);
    const pieces = [
      ...before,
      { read, now: from },
      ...(hasRest ? [{ read: cut.read + to - cut.now, now: to + by }] : []),
      ...behind.map((piece) => ({ read: piece.read, now: piece.now + by })),
    ];
    return { pieces: new Pieces(pieces, read + length + 1), read };
  }

  #pieceAt(position: number): Piece {
    return this.#asRead[lastUpTo(this.#asRead, position, 'read')] ?? FIRST;
  }
}

interface Replaced {
  readonly pieces: Pieces;
  readonly read: number;
}

const FIRST: Piece = { read: 0, now: 0 };

/** The index of the last piece that begins at `position` or before it; -1 where none does. */
function lastUpTo(pieces: readonly Piece[], position: number, by: keyof Piece): number {
  let low = 0;
  let high = pieces.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const piece = pieces[middle];
    if (piece !== undefined && piece[by] <= position) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
