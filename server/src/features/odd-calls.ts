import type { Diagnostic } from '../core/diagnostic.ts';
import type { TextRange } from '../core/text/range.ts';
import { eventText, LEAST, type LikelyEvent } from './hover/explain-likelihood.ts';
import { percent } from './hover/markdown.ts';

export const ODD_CALL = 'odd-call';

/** A call that is unlikely where it stands, with what is likely there. */
interface Odd {
  readonly range: TextRange;
  readonly probability: number;
  readonly alternatives: readonly LikelyEvent[];
}

/** A hint at a call that the rest of the file makes unlikely. */
export function oddCallDiagnostic({ range, probability, alternatives }: Odd): Diagnostic {
  const how = probability < LEAST ? `less than ${percent(LEAST)}` : percent(probability);
  const likely = alternatives.filter((event) => event.probability >= LEAST).map(eventText);
  const instead = likely.length === 0 ? '' : ` More likely: ${likely.join(', ')}.`;
  return {
    code: ODD_CALL,
    severity: 'hint',
    range,
    message: `An unusual call: nothing else here makes it, and it is ${how} likely.${instead}`,
  };
}
