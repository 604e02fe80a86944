import type { TextEdit } from '../../core/text/range.ts';

/**
 * The same edit, but where `source` has something beside the place that it replaces, as in `{ ... }`, its text stands on lines of
 * its own.
 * @param indent of these lines
 * @param outer of what stands behind them
 */
export function onOwnLines(source: string, edit: TextEdit, indent: string, outer: string): TextEdit {
  const before = source.slice(source.lastIndexOf('\n', edit.range.start - 1) + 1, edit.range.start);
  const [line = ''] = source.slice(edit.range.end).split('\n', 1);
  const [gap = ''] = GAP.exec(line) ?? [];
  const isAlone = before.trim() === '';
  const isLast = gap === line || line[gap.length] === '#';
  return {
    range: {
      start: isAlone ? edit.range.start : edit.range.start - blanksAtEnd(before),
      end: isLast ? edit.range.end : edit.range.end + gap.length,
    },
    text: `${isAlone ? '' : `\n${indent}`}${edit.text}${isLast ? '' : `\n${outer}`}`,
  };
}

/** What parts two statements of a line, or nothing does. */
const GAP = /^\s*;?\s*/u;

const blanksAtEnd = (text: string): number => text.length - text.trimEnd().length;
