import type { BrokenStatement } from '../../spec/spec.ts';
import { BROKEN_WORDS } from '../broken.ts';
import type { Finding, TraceRule } from '../rule.ts';
import { similarName } from '../similar.ts';

/** `broken WORD` with a word that names no violation; `codes` are those of all rules. */
export function unknownBroken(codes: () => readonly string[]): TraceRule {
  return {
    code: 'unknown-broken',
    severity: 'warning',
    check: ({ flat }) => {
      const found: Finding[] = [];
      for (const { statement } of flat.remarks) {
        if (statement.kind === 'broken') found.push(...findingAbout(statement, codes()));
      }
      return found;
    },
  };
}

function findingAbout({ what }: BrokenStatement, codes: readonly string[]): Finding[] {
  if (BROKEN_WORDS.has(what.value) || codes.includes(what.value)) return [];
  const words = [...BROKEN_WORDS.keys()];
  const meant = similarName(what.value, [...words, ...codes]);
  const fixes = meant
    ? [{ title: `Change to \`${meant}\``, edits: [{ range: what.range, text: meant }] }]
    : [];
  const message = `\`broken ${what.value}\` names no violation; there are ${words.join(', ')}, and the code of any rule.`;
  return [{ range: what.range, message, fixes }];
}
