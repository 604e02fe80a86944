import { code, percent } from './markdown.ts';

/** What may stand at a place: a call, or, where there is none, nothing more. */
export interface LikelyEvent {
  readonly call?: { readonly type: string; readonly service: string };
  readonly probability: number;
}

/** Smaller ones are guesses. */
export const LEAST = 0.001;

/** How likely a call is where it stands and what else is, in markdown. */
export function explainLikelihood({
  probability,
  alternatives,
}: {
  readonly probability: number;
  readonly alternatives: readonly LikelyEvent[];
}): string {
  const own = `${probability < LEAST ? `Less than ${percent(LEAST)}` : percent(probability)} likely here`;
  const others = alternatives.filter((event) => event.probability >= LEAST).map(eventText);
  return others.length === 0 ? `${own}.` : `${own}; also: ${others.join(', ')}.`;
}

export function eventText({ call, probability }: LikelyEvent): string {
  const what = call === undefined ? 'nothing more' : code(`${call.type} ${call.service}`);
  return `${what} ${percent(probability)}`;
}
