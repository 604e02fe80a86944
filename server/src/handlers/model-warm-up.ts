import type { Handler } from './context.ts';

/** What a document needs when it is opened comes first. */
const AFTER_MS = 300;

/**
 * Where grey text comes by itself, the model is loaded while a document is open or being written, so that the first
 * proposal need not wait for it.
 */
export const modelWarmUp: Handler = ({ documents, settings, model, clock }) => {
  let isDue = false;
  documents.onChanged(async () => {
    if (isDue || model.status.state !== 'idle') return;
    isDue = true;
    await clock.wait(AFTER_MS);
    isDue = false;
    const isOpen = documents.all().length > 0;
    if (isOpen && settings.current['inlineCompletion.mode'] === 'automatic') model.warmUp();
  });
  return {};
};
