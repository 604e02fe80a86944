/** A place in a file as people count: lines and columns (in UTF-16 code units) from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** A file cannot be imported; `message` is shown to the user, so it says what is wrong, where, and what helps. */
export class ImportError extends Error {
  override readonly name = 'ImportError';
  readonly position: Position | undefined;

  constructor(message: string, position?: Position) {
    super(message);
    this.position = position;
  }
}
