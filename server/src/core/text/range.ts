/** A half-open range `[start, end)` of UTF-16 offsets into a document's text. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** Replace `range` by `text`; an empty range inserts. */
export interface TextEdit {
  readonly range: TextRange;
  readonly text: string;
}
