import type { Generator } from '../../server/src/generate/generator.ts';
import { ModelUnavailable } from '../../server/src/generate/language-model.ts';

/** Answers nothing; tests put what they need in place of its parts. */
export function refusingGenerator(reason = 'not asked for'): Generator {
  const refuse = async () => {
    throw new ModelUnavailable(reason);
  };
  return {
    propose: refuse,
    fillAt: refuse,
    fillAll: refuse,
    redraw: refuse,
    assess: refuse,
    oddCalls: refuse,
  };
}
