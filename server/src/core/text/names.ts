/**
 * Names and quoted texts of the language (docs/language.md, "Lexis"): which words need quotes where, and how quotes are
 * read and written. The pattern is the grammar's.
 */
const NAME = /^(?:[\p{L}_]|\/[\p{L}\p{N}_])(?:[-./:]*[\p{L}\p{N}_])*$/u;

/** Words that read as something else where an operation may stand, and so are quoted there. */
export const MODIFIER_WORDS: ReadonlySet<string> = new Set([
  'as',
  'ok',
  'timeout',
  'retry',
  'after',
  'within',
  'id',
  'parent',
  'flags',
  'state',
  'broken',
]);

/** Whether `text` reads as one name without quotes. */
export function isName(text: string): boolean {
  return NAME.test(text);
}

/** Whether `text` would read as a modifier (`timeout`, `x3`) where an operation may stand. */
export function isModifierWord(text: string): boolean {
  return MODIFIER_WORDS.has(text) || /^x[0-9]+$/.test(text);
}

/** `text` in double quotes with JSON escapes. */
export function quote(text: string): string {
  return JSON.stringify(text);
}

/** `text` as a name, in quotes where it is none or `taken` says that the word has a meaning of its own there. */
export function nameOrQuoted(text: string, taken: (word: string) => boolean = () => false): string {
  return isName(text) && !taken(text) ? text : quote(text);
}

/** What a quoted text says; escapes that JSON does not know stand for themselves, so that nothing is lost. */
export function unquote(spelled: string): string {
  const inner = spelled.slice(1, -1);
  if (!inner.includes('\\')) return inner;
  return inner.replace(/\\(?:u([0-9a-fA-F]{4})|(.))/gs, (_, code: string | undefined, letter: string) =>
    code === undefined ? unescaped(letter) : String.fromCharCode(Number.parseInt(code, 16)),
  );
}

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ['\\', '\\'],
  ['/', '/'],
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
]);

function unescaped(letter: string): string {
  return ESCAPES.get(letter) ?? `\\${letter}`;
}
