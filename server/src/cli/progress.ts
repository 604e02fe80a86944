import type { CommandIo } from './command.ts';

/** A line on a terminal that says how far a long command is; quick ones and pipes see nothing of it. */
export interface ProgressLine {
  readonly update: (done: number, total: number) => void;
  /** Takes the line away; a later `update` shows it again. */
  end(): void;
}

/** What takes less time needs no explanation. */
const PATIENCE_MS = 1_000;

export function progressLine(io: CommandIo, verb: string): ProgressLine {
  let text = `${verb} ...`;
  let [patient, busy, shown] = [true, true, false];
  const show = () => {
    shown = true;
    io.stderr(`\r\u001b[K${text}`);
  };
  const lose = () => {
    patient = false;
    if (busy) show();
  };
  if (io.terminal.progress) setTimeout(lose, PATIENCE_MS).unref();
  return {
    update: (done, total) => {
      text = `${verb} ${done + 1} of ${total} ...`;
      busy = true;
      if (!patient) show();
    },
    end: () => {
      if (shown) io.stderr('\r\u001b[K');
      [busy, shown] = [false, false];
    },
  };
}
