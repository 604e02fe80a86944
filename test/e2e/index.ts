/**
 * Entry of the suite that runs inside the extension host, in the desktop editor and in the one in the browser:
 * both call `run` and take a rejection for a failure.
 */
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Mocha from 'mocha';

const SUITE = join(__dirname, 'suite');
const TIMEOUT_MS = 30_000;

export async function run(): Promise<void> {
  markLines(process.env['TRACEWRIGHT_LINE_MARK'] ?? '');
  const mocha = new Mocha({
    ui: 'tdd',
    timeout: TIMEOUT_MS,
    forbidOnly: true,
    forbidPending: true,
    ...grep(),
  });
  for (const name of readdirSync(SUITE).filter((file) => file.endsWith('.cjs')))
    mocha.addFile(join(SUITE, name));
  const { passed, failed } = await runAll(mocha);
  report(passed, failed);
  if (failed > 0) throw new Error(`${failed} tests failed`);
}

/** In the browser the workbench's own lines arrive in between; the mark tells mocha's from them. */
function markLines(mark: string): void {
  const { Base } = Mocha.reporters;
  const write = Base.consoleLog;
  Base.consoleLog = (format: string = '', ...values: unknown[]) => write(mark + format, ...values);
}

function grep(): { grep?: string } {
  const pattern = process.env['TRACEWRIGHT_GREP'];
  return pattern ? { grep: pattern } : {};
}

function runAll(mocha: Mocha): Promise<{ passed: number; failed: number }> {
  return new Promise((resolve) => {
    let passed = 0;
    const runner = mocha.run((failed) => resolve({ passed, failed }));
    runner.on('pass', () => {
      passed += 1;
    });
  });
}

/** The launcher reads the counts from a file: lines of the extension host's console may be lost when it ends. */
function report(passed: number, failed: number): void {
  const file = process.env['TRACEWRIGHT_RESULTS'];
  if (file) writeFileSync(file, JSON.stringify({ passed, failed }));
}
