import { inlineMode, setInlineMode } from '../settings.ts';
import type { Command } from './command.ts';

export const toggleInlineCompletions: Command = () =>
  setInlineMode(inlineMode() === 'off' ? 'automatic' : 'off');
