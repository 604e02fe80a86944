/** `text` in a colour, or as it is where the output is no terminal. */
export type Paint = (color: keyof typeof CODES, text: string) => string;

/** Select Graphic Rendition (ECMA-48, 8.3.117). */
const CODES = { red: 31, yellow: 33, blue: 34, gray: 90 } as const;

export function painter(color: boolean): Paint {
  return color ? (name, text) => `\u001b[${CODES[name]}m${text}\u001b[39m` : (_, text) => text;
}
