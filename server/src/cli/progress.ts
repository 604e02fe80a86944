import type { CommandIo } from './command.ts';

/** A line on a terminal that says how far a long command is; quick ones and pipes see nothing of it. */
export interface ProgressLine {
  readonly update: (done: number, total: number) => void;
  end(): void;
}

/** What takes less time needs no explanation. */
const PATIENCE_MS = 1_000;

export function progressLine(
  io: CommandIo,
  verb: string,
  isTerminal = process.stderr.isTTY === true,
): ProgressLine {
  const started = performance.now();
  let shown = false;
  return {
    update: (done, total) => {
      if (!isTerminal || performance.now() - started < PATIENCE_MS) return;
      shown = true;
      io.stderr(`\r${verb} ${done} of ${total} ...`);
    },
    end: () => {
      if (shown) io.stderr('\r\u001b[K');
      shown = false;
    },
  };
}
