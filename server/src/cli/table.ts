import { check } from './check.ts';
import type { Command } from './command.ts';
import { compileLibraryCommand } from './compile-library.ts';
import { convert } from './convert.ts';
import { evaluate } from './evaluate.ts';
import { fill } from './fill.ts';
import { fitMixture } from './fit-mixture.ts';
import { format } from './format.ts';
import { lsp } from './lsp.ts';
import { stats } from './stats.ts';
import { trainingData } from './training-data.ts';

/** Every command of the command line, in the order of `--help`. */
export const COMMANDS: readonly Command[] = [
  check,
  format,
  fill,
  convert,
  stats,
  lsp,
  evaluate,
  trainingData,
  fitMixture,
  compileLibraryCommand,
];
