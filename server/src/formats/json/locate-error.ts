/** The first place at which a text is not JSON (RFC 8259). */
export interface JsonError {
  /** UTF-16 offset; the text's length where it ends too early. */
  readonly offset: number;
  /** What could have stood there, as a noun phrase. */
  readonly expected: string;
  /** What the text was inside of there: `an object`, `a string` …; absent at the top. */
  readonly inside?: string;
}

/**
 * Finds what `JSON.parse` rejects: its own messages differ between engines and leave out the place. Linear, without
 * recursion; undefined where the text is sound.
 */
export function locateJsonError(text: string): JsonError | undefined {
  return new Scanner(text).run();
}

type State = keyof typeof EXPECTED;

const EXPECTED = {
  value: 'a value',
  'first-key': 'a key in double quotes, or "}"',
  key: 'a key in double quotes',
  colon: '":"',
  'after-member': '"," or "}"',
  'first-item': 'a value, or "]"',
  'after-item': '"," or "]"',
  end: 'the end of the file',
} as const;

const SPACE = /[ \t\r\n]*/y;
const SCALAR = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.+-])|(?:true|false|null)\b/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;

class Scanner {
  readonly #text: string;
  readonly #open: ('{' | '[')[] = [];
  #at = 0;
  #state: State = 'value';

  constructor(text: string) {
    this.#text = text;
  }

  run(): JsonError | undefined {
    for (;;) {
      this.#match(SPACE);
      if (this.#at >= this.#text.length) return this.#state === 'end' ? undefined : this.#fail(this.#at);
      const error = this.#step(this.#text.charAt(this.#at));
      if (error !== undefined) return error;
    }
  }

  /** Takes one token. */
  #step(character: string): JsonError | undefined {
    switch (this.#state) {
      case 'value':
        return this.#value(character);
      case 'first-item':
        return character === ']' ? this.#close() : this.#value(character);
      case 'first-key':
        return character === '}' ? this.#close() : this.#key(character);
      case 'key':
        return this.#key(character);
      case 'colon':
        return character === ':' ? this.#advance('value') : this.#fail(this.#at);
      case 'after-member':
        if (character === ',') return this.#advance('key');
        return character === '}' ? this.#close() : this.#fail(this.#at);
      case 'after-item':
        if (character === ',') return this.#advance('value');
        return character === ']' ? this.#close() : this.#fail(this.#at);
      case 'end':
        return this.#fail(this.#at);
    }
  }

  #value(character: string): JsonError | undefined {
    if (character === '{' || character === '[') {
      this.#open.push(character);
      return this.#advance(character === '{' ? 'first-key' : 'first-item');
    }
    if (character === '"') return this.#string(this.#stateAfterValue());
    if (!this.#match(SCALAR)) return this.#fail(this.#at);
    this.#state = this.#stateAfterValue();
    return undefined;
  }

  #key(character: string): JsonError | undefined {
    return character === '"' ? this.#string('colon') : this.#fail(this.#at);
  }

  #string(next: State): JsonError | undefined {
    this.#at += 1;
    while (this.#at < this.#text.length) {
      const code = this.#text.charCodeAt(this.#at);
      if (code === 0x22) return this.#advance(next);
      if (code < 0x20) return { offset: this.#at, expected: 'the closing quote', inside: 'a string' };
      if (code !== 0x5c) this.#at += 1;
      else if (!this.#match(ESCAPE)) return this.#brokenEscape();
    }
    return { offset: this.#at, expected: 'the closing quote', inside: 'a string' };
  }

  #brokenEscape(): JsonError {
    const cutOff = /^\\(?:u[0-9a-fA-F]{0,3})?$/.test(this.#text.slice(this.#at, this.#at + 7));
    return {
      offset: cutOff ? this.#text.length : this.#at,
      expected: 'an escape such as \\n',
      inside: 'a string',
    };
  }

  #close(): undefined {
    this.#open.pop();
    return this.#advance(this.#stateAfterValue());
  }

  #advance(state: State): undefined {
    this.#at += 1;
    this.#state = state;
  }

  #stateAfterValue(): State {
    const around = this.#open.at(-1);
    if (around === undefined) return 'end';
    return around === '{' ? 'after-member' : 'after-item';
  }

  #fail(offset: number): JsonError {
    const around = this.#open.at(-1);
    const expected = EXPECTED[this.#state];
    if (around === undefined) return { offset, expected };
    return { offset, expected, inside: around === '{' ? 'an object' : 'an array' };
  }

  #match(pattern: RegExp): boolean {
    pattern.lastIndex = this.#at;
    if (!pattern.test(this.#text)) return false;
    this.#at = pattern.lastIndex;
    return true;
  }
}
