import { CALL_TYPES } from '../../core/spec/spec.ts';

const TYPES = CALL_TYPES.map((type) => `"${type}"`).join(' | ');

/** One line of a call, in GBNF: names, durations and bodies as layer prompts write them. */
const CALL = String.raw`
call ::= type " " name operation? duration? repeat? body?
type ::= ${TYPES}
name ::= [a-zA-Z] [a-zA-Z0-9_]{0,40} ([./:-] [a-zA-Z0-9_]{1,40}){0,5}
operation ::= " " (name | "\"" [^"\\\n]{1,60} "\"")
duration ::= " " [1-9] [0-9]{0,3} ("." [0-9]{1,2})? ("us" | "ms" | "s")
repeat ::= " x" [2-9]
body ::= " { ... }"
rest ::= [^\n{}]{0,120} body?
line ::= "  " call "\n"
`;

/** What stands of the line that the layer begins with. */
export interface Begun {
  /** Something of it is typed, and then perhaps a blank that the answer begins with. */
  readonly isTyped: boolean;
  readonly needsBlank: boolean;
}

/** What may follow a layer's prompt: lines of calls up to the brace, or the next one alone. */
export function layerGrammar({ isTyped, needsBlank }: Begun, isNextOnly: boolean): string {
  const first = needsBlank ? '" " rest "\\n"' : 'rest "\\n"';
  if (isTyped) return `root ::= ${first}${isNextOnly ? '' : ' line* "}"'}${CALL}`;
  return `root ::= ${isNextOnly ? 'line | "}"' : 'line* "}"'}${CALL}`;
}
