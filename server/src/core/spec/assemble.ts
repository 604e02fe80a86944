import type { Entry } from './kinds.ts';

/** What a block begins with: its brace, nothing (a file), or the entry before, where only a part of it is read. */
export type Opening = 'brace' | 'file' | Entry;

/**
 * Puts the entries and comments of one block together in text order, so that each entry carries the comments and the
 * blank line that belong to it. Where lines end is taken from the text, which no recovery from errors distorts.
 */
export class BlockAssembler {
  readonly entries: Entry[] = [];
  /** The comment behind the opening brace. */
  comment: string | undefined;
  readonly #source: string;
  readonly #opening: Opening;
  #pending: string[] = [];
  #at: number;

  /** @param at where what comes first ends: the brace, or the entry before. */
  constructor(source: string, opening: Opening, at: number) {
    this.#source = source;
    this.#opening = opening;
    this.#at = typeof opening === 'object' ? this.#trimmedEnd(at) : at;
  }

  /** Comments that no entry follows. */
  get inner(): readonly string[] | undefined {
    return this.#pending.length === 0 ? undefined : this.#pending;
  }

  addComment(start: number, end: number): void {
    const text = this.#source.slice(start, end).trimEnd();
    const breaks = this.#breaksBefore(start);
    if (breaks === 0 && this.#pending.length === 0 && this.#takesComment()) {
      this.#attach(text);
    } else {
      this.#addBlankLine(breaks);
      this.#pending.push(text);
    }
    this.#at = end;
  }

  addEntry(entry: Entry): void {
    this.#addBlankLine(this.#breaksBefore(entry.range.start));
    this.entries.push(this.#withLeading(entry));
    this.#pending = [];
    this.#at = this.#trimmedEnd(entry.range.end);
  }

  /** Keeps the text from `start` to `end`, without the blanks around it, as an entry of its own. */
  addUnreadable(start: number, end: number): void {
    const raw = this.#source.slice(start, end);
    const text = raw.trim();
    if (text === '') return;
    const from = start + raw.indexOf(text);
    this.addEntry({ kind: 'unreadable', text, range: { start: from, end: from + text.length } });
  }

  #withLeading(entry: Entry): Entry {
    if (this.#pending.length > 0) return { ...entry, leading: this.#pending };
    return this.#isJoined(entry) ? { ...entry, joined: true } : entry;
  }

  #isJoined(entry: Entry): boolean {
    const before = this.#previous();
    if (before === undefined) return false;
    if (entry.kind !== 'unreadable' && before.kind !== 'unreadable') return false;
    return !/[\n;,]/.test(this.#source.slice(this.#at, entry.range.start));
  }

  #previous(): Entry | undefined {
    return this.entries.at(-1) ?? (typeof this.#opening === 'object' ? this.#opening : undefined);
  }

  #attach(comment: string): void {
    const last = this.entries.at(-1);
    if (last !== undefined) this.entries[this.entries.length - 1] = withComment(last, comment);
    else if (this.#opening === 'brace') this.comment = comment;
  }

  #addBlankLine(breaks: number): void {
    const isFirst = this.#previous() === undefined && this.#pending.length === 0;
    if (breaks > 1 && !isFirst) this.#pending.push('');
  }

  /** An entry whose brace is missing reaches over the line breaks behind it. */
  #trimmedEnd(end: number): number {
    let at = end;
    while (at > 0 && isBlank(this.#source.charCodeAt(at - 1))) at -= 1;
    return at;
  }

  /** Whether what was read last can have a comment behind it: a block that lacks its brace has no end to put it at. */
  #takesComment(): boolean {
    const before = this.#previous();
    return before === undefined ? this.#opening === 'brace' : !isUnclosed(before);
  }

  #breaksBefore(offset: number): number {
    let count = 0;
    for (let at = this.#at; at < offset; at += 1) {
      if (this.#source.charCodeAt(at) === 10) count += 1;
    }
    return count;
  }
}

function isUnclosed(entry: Entry): boolean {
  let last: Entry | undefined = entry;
  while (last?.kind === 'alternative' && last.bodyRange === undefined) last = last.body[0];
  return last?.unclosed ?? false;
}

function withComment(entry: Entry, comment: string): Entry {
  return 'bodyRange' in entry ? { ...entry, closingComment: comment } : { ...entry, comment };
}

function isBlank(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13);
}
