import { ImportError, type Position } from '../import-error.ts';
import { isTooDeep } from './depth.ts';
import { locateJsonError } from './locate-error.ts';

/**
 * `JSON.parse` with an error that says where and what.
 * @param firstLine number of the text's first line in its file.
 * @throws ImportError
 */
export function parseJson(text: string, firstLine = 1): unknown {
  if (isTooDeep(text)) throw new ImportError('The JSON is nested more than 10,000 levels deep; no trace is.');
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) throw describe(text, firstLine);
    throw error;
  }
}

function describe(text: string, firstLine: number): ImportError {
  const error = locateJsonError(text);
  if (error === undefined) return new ImportError('The file could not be read as JSON.');
  const position = positionAt(text, error.offset, firstLine);
  const place = `line ${position.line}, column ${position.column}`;
  if (text.trim() === '') return new ImportError('The file is empty.', position);
  if (error.offset >= text.length) {
    const inside = error.inside === undefined ? '' : ` inside ${error.inside}`;
    return new ImportError(
      `The file ends${inside} at ${place}, where ${error.expected} was expected: it seems to have been cut off.`,
      position,
    );
  }
  const kind = error.offset === 0 ? 'The file is not JSON' : 'The JSON is broken';
  return new ImportError(
    `${kind}: ${error.expected} was expected at ${place}, not ${glimpse(text, error.offset)}.`,
    position,
  );
}

function glimpse(text: string, offset: number): string {
  return JSON.stringify(/^\w{1,20}|^./su.exec(text.slice(offset, offset + 24))?.[0] ?? '');
}

function positionAt(text: string, offset: number, firstLine: number): Position {
  let line = firstLine;
  let start = 0;
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) {
    line += 1;
    start = at + 1;
  }
  return { line, column: offset - start + 1 };
}
