import type { Diagnostic, Severity } from '../core/diagnostic.ts';
import { amount } from '../core/text/amount.ts';
import { diagnostics } from '../features/diagnostics.ts';
import { type Command, EXIT } from './command.ts';
import { describeFinding, type Place } from './describe-finding.ts';
import { forEachFile, type OpenFile, openFile } from './files.ts';
import { type Paint, painter } from './paint.ts';
import { progressLine } from './progress.ts';

/** One finding as `--json` prints it. */
type Finding = Place & Pick<Diagnostic, 'code' | 'severity' | 'message'>;

export const check: Command = {
  name: 'check',
  summary: 'Check files against their constraints and the rules of the language',
  usage: 'FILE... [--json]',
  details: [
    '--json   an array of {file, line, column, code, severity, message};',
    '         lines and columns count from 1, columns in UTF-16 code units',
    'Exit code: 0 clean or warnings only, 1 errors found, 2 cannot run',
  ],
  options: { json: { type: 'boolean' } },
  run: async (input, io) => {
    const parser = await io.loadParser();
    const paint = painter(io.terminal.color);
    const progress = progressLine(io, 'Checking');
    const findings: Finding[] = [];
    let checked = 0;
    const { failed } = await forEachFile(input, io, async (path) => {
      progress.update(checked, input.files.length);
      const file = await openFile(path, parser, io);
      const found = diagnostics(file.document.analysis, {});
      progress.end();
      if (!input.values['json']) for (const each of found) io.stdout(describe(file, each, paint));
      findings.push(...found.map((each) => findingOf(file, each)));
      file.document.dispose();
      checked += 1;
    });
    if (input.values['json']) io.stdout(`${JSON.stringify(findings, undefined, 2)}\n`);
    else if (checked > 0) io.stderr(`${summary(findings, checked)}\n`);
    if (failed) return EXIT.cannotRun;
    return findings.some(({ severity }) => severity === 'error') ? EXIT.found : EXIT.ok;
  },
};

function placeOf({ name, document }: OpenFile, { range }: Diagnostic): Place {
  const { line, character } = document.positionAt(range.start);
  return { file: name, line: line + 1, column: character + 1 };
}

function findingOf(file: OpenFile, diagnostic: Diagnostic): Finding {
  const { code, severity, message } = diagnostic;
  return { ...placeOf(file, diagnostic), code, severity, message };
}

function describe(file: OpenFile, diagnostic: Diagnostic, paint: Paint): string {
  const place = placeOf(file, diagnostic);
  const { start, end } = diagnostic.range;
  const from = start - place.column + 1;
  const lineEnd = file.text.indexOf('\n', from);
  const source = file.text.slice(from, lineEnd < 0 ? undefined : lineEnd).replace(/\r$/, '');
  return describeFinding(place, diagnostic, source, end - start, paint);
}

const SEVERITIES: readonly (readonly [Severity, string])[] = [
  ['error', 'error'],
  ['warning', 'warning'],
  ['information', 'remark'],
  ['hint', 'hint'],
];

function summary(findings: readonly Finding[], files: number): string {
  const counts = SEVERITIES.flatMap(([severity, noun]) => {
    const count = findings.filter((finding) => finding.severity === severity).length;
    return count === 0 ? [] : [amount(count, noun)];
  });
  return `${counts.join(', ') || 'Nothing found'} in ${amount(files, 'file')}`;
}
