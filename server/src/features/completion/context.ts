import type { TextRange } from '../../core/text/range.ts';

export type Block = 'file' | 'service' | 'latency' | 'body' | 'require' | 'scenario' | 'fault' | 'values';

/** Where the cursor is, read off the text before it alone, since a line that is being typed rarely parses. */
export interface CompletionContext {
  readonly block: Block;
  /** The words of the statement before the one at the cursor; strings keep their quotes. */
  readonly words: readonly string[];
  /** What is typed of the word at the cursor. */
  readonly partial: string;
  readonly range: TextRange;
}

const TOKEN = /"(?:[^"\\\n]|\\.)*"?|#[^\n]*|[\n;{}()[\],]|[^\s{}()[\],;"#]+/g;

/** Undefined inside a comment or a string, where nothing is to be completed. */
export function completionContext(text: string, offset: number): CompletionContext | undefined {
  const blocks: Block[] = ['file'];
  let words: string[] = [];
  let last: { readonly text: string; readonly start: number } | undefined;
  for (const { 0: token, index: start } of text.slice(0, offset).matchAll(TOKEN)) {
    last = { text: token, start };
    if (token === '{') blocks.push(blockOf(blocks.at(-1) ?? 'file', words));
    else if (token === '}' && blocks.length > 1) blocks.pop();
    if (/^[\n;{}]$/.test(token)) words = [];
    else if (!token.startsWith('#')) words.push(token);
  }
  const atCursor = last !== undefined && last.start + last.text.length === offset ? last.text : '';
  if (atCursor.startsWith('#') || isOpenString(atCursor)) return undefined;
  const partial = /^[^\n;{}()[\],"]/.test(atCursor) ? atCursor : '';
  return {
    block: blocks.at(-1) ?? 'file',
    words: partial === '' ? words : words.slice(0, -1),
    partial,
    range: { start: offset - partial.length, end: offset },
  };
}

/** What a brace opens, by the words before it. */
function blockOf(around: Block, words: readonly string[]): Block {
  const [first = ''] = words.filter((word) => word !== '/-');
  if (first === 'require' || first === 'latency' || first === 'scenario') return first;
  if (first === 'scope' || (around === 'file' && first === 'service')) return 'service';
  if (around === 'scenario') return 'fault';
  if (words.at(-1) === '=' || around === 'service' || around === 'values') return 'values';
  return ['event', 'throw', 'link'].includes(first) ? 'values' : 'body';
}

function isOpenString(token: string): boolean {
  return token.startsWith('"') && !/^"(?:[^"\\]|\\.)*"$/.test(token);
}
