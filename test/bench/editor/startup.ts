import { setTimeout as sleep } from 'node:timers/promises';
import type { Workbench } from '../../e2e/ui/support/workbench.ts';
import { typedUntilGrey } from './ghost-text.ts';

export const EXTENSION = 'tracewright.tracewright';

/** Milliseconds of one window's start. */
export interface Startup {
  /** Reading the client's code and running `activate`, as the editor itself counts them. */
  readonly load: number;
  readonly activate: number;
  /** From the start of the activation until the server answers about the first document. */
  readonly answering: number;
  /** From the key to grey text, the model not loaded. */
  readonly cold: number;
}

/**
 * Loads the window again and types into its first document as soon as the server answers.
 * @param rest milliseconds that the window has to come to rest, as it is when a user opens a file
 */
export async function measureStartup(
  workbench: Workbench,
  file: string,
  { line, rest }: { readonly line: number; readonly rest: number },
): Promise<Startup> {
  await workbench.closeAllEditors();
  await workbench.reload();
  await sleep(rest);
  const { answering } = await workbench.ask('start', { id: EXTENSION, path: workbench.path(file) });
  await workbench.openFile(file);
  // One key: behind a first of two, grey text may stand there before the second.
  const cold = await typedUntilGrey(workbench, file, { line, keys: ['Enter'] });
  await workbench.closeAllEditors();
  const { load, activate } = activationIn(await workbench.ask('startupPerformance', {}));
  await workbench.closeAllEditors();
  if (cold.shown === undefined)
    throw new Error(
      cold.wasGrey
        ? 'Grey text from a model that was cold stood there before the last key.'
        : 'No grey text came from a model that was cold.',
    );
  return { load, activate, answering, cold: cold.shown };
}

/** Reads the row `| tracewright.tracewright | false | 35 | 4 | 5 | onLanguage:trace | …` of the editor's report. */
function activationIn(report: string): { readonly load: number; readonly activate: number } {
  const row = report.split('\n').find((line) => line.startsWith(`| ${EXTENSION} `));
  const [, , , load, activate] = row?.split('|').map((cell) => cell.trim()) ?? [];
  if (load === undefined || activate === undefined)
    throw new Error(`The editor tells nothing of ${EXTENSION}:\n${report.slice(0, 4000)}`);
  return { load: Number(load), activate: Number(activate) };
}
