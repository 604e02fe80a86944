import { l10n, window } from 'vscode';
import type { WirePosition } from '../../../server/src/protocol.ts';
import { applyRedraw } from '../fill.ts';
import { activeTraceEditor } from '../trace-editor.ts';
import type { Command, CommandContext } from './command.ts';

/** Each redraw of a session takes the next seed, so that every one differs. */
let lastSeed = 0;

/** A code action says at which position; the palette says nothing, a menu names the file. */
export const redrawSubtree: Command = (context, position) =>
  redraw(context, lastSeed + 1, isPosition(position) ? position : undefined);

export const redrawSubtreeWithSeed: Command = async (context) => {
  const text = await window.showInputBox({
    title: l10n.t('Redraw Subtree'),
    prompt: l10n.t('The same seed gives the same subtree.'),
    value: String(lastSeed + 1),
    validateInput: (value) => (isSeed(value) ? undefined : l10n.t('A seed is a whole number, such as 7.')),
  });
  if (text !== undefined) await redraw(context, Number(text));
};

const isSeed = (value: string): boolean => /^\d{1,9}$/.test(value.trim());

async function redraw(
  { server, notify }: CommandContext,
  seed: number,
  position?: WirePosition,
): Promise<void> {
  const editor = activeTraceEditor();
  if (editor === undefined) return notify.tell(l10n.t('Open a .trace file first.'));
  const { document, selection } = editor;
  const { line, character } = position ?? selection.active;
  lastSeed = seed;
  const response = await server.request('tracewright/redraw', {
    textDocument: { uri: document.uri.toString() },
    version: document.version,
    position: { line, character },
    seed,
  });
  await applyRedraw(document, response, seed, notify);
}

function isPosition(argument: unknown): argument is WirePosition {
  if (typeof argument !== 'object' || argument === null) return false;
  return isIndex(Reflect.get(argument, 'line')) && isIndex(Reflect.get(argument, 'character'));
}

const isIndex = (value: unknown): boolean => Number.isInteger(value) && Number(value) >= 0;
