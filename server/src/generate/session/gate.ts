import { endsInOperation } from './cursor-line.ts';

/** Where the cursor is and what the editor knows of the request. */
export interface Request {
  readonly text: string;
  readonly offset: number;
  readonly trigger: 'automatic' | 'invoked';
  /** The suggestion that is selected in the editor's list: `text` would replace what stands from `start` to the cursor. */
  readonly selected?: { readonly start: number; readonly text: string };
}

export type Mode = 'automatic' | 'manual' | 'off';

/**
 * Whether grey text makes sense at all: the user wants it, nothing but closing brackets follows on the line, and the
 * cursor stands neither in a comment nor in an open string, unless that is the operation of a call. What may stand there is for the generator to say.
 */
export function opensGate(request: Request, mode: Mode): boolean {
  if (mode === 'off' || (mode === 'manual' && request.trigger === 'automatic')) return false;
  const prefix = linePrefix(request);
  if (endsInOperation(prefix)) return /^"?[\s})\]]*$/.test(lineSuffix(request));
  return /^[\s})\]]*$/.test(lineSuffix(request)) && endsInCode(prefix);
}

function linePrefix({ text, offset }: Request): string {
  return text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
}

function lineSuffix({ text, offset }: Request): string {
  const end = text.indexOf('\n', offset);
  return text.slice(offset, end < 0 ? text.length : end);
}

/** Walks over strings, so that a `#` in one is not taken for a comment. */
function endsInCode(prefix: string): boolean {
  let inString = false;
  for (let at = 0; at < prefix.length; at += 1) {
    const character = prefix[at];
    if (inString && character === '\\') at += 1;
    else if (character === '"') inString = !inString;
    else if (character === '#' && !inString) return false;
  }
  return !inString;
}
