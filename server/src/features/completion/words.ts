import { LAWS } from '../../core/schedule/laws.ts';
import { LAW_HELP, WORD_HELP } from '../language-help.ts';
import type { CompletionItem } from './item.ts';

export const SPAN_KINDS = ['server', 'client', 'producer', 'consumer', 'internal', 'unspecified'] as const;
/** What may follow a call, in the printer's order. */
export const MODIFIERS = ['as', 'ok', 'timeout', 'retry', 'after', 'within', 'broken'] as const;
export const QUANTITIES = ['duration', 'calls', 'depth'] as const;
export const BROKEN = ['missing-parent', 'skew', 'duplicate-id', 'late'] as const;
const UNITS = ['ms', 's', 'us', 'ns', 'm', 'h'] as const;

/** Words with their explanation, a blank behind each, since more follows. */
export function keywords(words: readonly string[]): readonly CompletionItem[] {
  return words.map((label) => ({ label, kind: 'keyword', ...helpOf(label) }));
}

/** `text` is inserted as a snippet. */
export function snippet(label: string, text: string): CompletionItem {
  return { label, kind: 'snippet', insert: text, snippet: true, ...helpOf(label.split(' ')[0] ?? '') };
}

/** The number as typed, with each unit; none where it is not a number. */
export function withUnits(partial: string): readonly CompletionItem[] {
  if (!/^[+-]?\d+(\.\d+)?$/.test(partial)) return [];
  return UNITS.map((unit) => ({ label: `${partial}${unit}`, kind: 'value' }));
}

export function laws(): readonly CompletionItem[] {
  return LAWS.map(({ name, example }) => {
    const help = LAW_HELP.get(name);
    return {
      label: `~${name}`,
      kind: 'value',
      detail: example,
      insert: example,
      ...(help !== undefined && { help }),
    };
  });
}

function helpOf(word: string): { readonly help?: string } {
  const help = WORD_HELP.get(word);
  return help === undefined ? {} : { help };
}
