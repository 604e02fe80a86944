import { TextDocument } from 'vscode-languageserver-textdocument';
import { checkSpec } from '../core/constraints/check.ts';
import type { Diagnostic } from '../core/diagnostic.ts';
import { buildSpec } from '../core/spec/build.ts';
import type { TraceParser } from '../core/syntax/parser.ts';
import { syntaxDiagnostics } from '../core/syntax/syntax-diagnostics.ts';
import { type Command, type CommandIo, EXIT } from './command.ts';
import { readInput, requireFiles, textOf } from './files.ts';
import { openParser } from './grammar.ts';

/** One finding as `--json` prints it; lines and columns count from one, columns in UTF-16 units. */
interface Finding {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly code: string;
  readonly severity: string;
  readonly message: string;
}

export const check: Command = {
  name: 'check',
  summary: 'Check files against their constraints and the rules of the language',
  usage: 'FILE... [--json]',
  details: [
    '--json   an array of {file, line, column, code, severity, message}',
    'Exit code: 0 clean or warnings only, 1 errors found, 2 cannot run',
  ],
  options: { json: { type: 'boolean' } },
  run: async (input, io) => {
    const parser = await openParser();
    const findings: Finding[] = [];
    for (const path of requireFiles(input))
      findings.push(...(await checkFile(path, parser, io, !input.values['json'])));
    if (input.values['json']) io.stdout(`${JSON.stringify(findings, undefined, 2)}\n`);
    return findings.some(({ severity }) => severity === 'error') ? EXIT.found : EXIT.ok;
  },
};

async function checkFile(
  path: string,
  parser: TraceParser,
  io: CommandIo,
  print: boolean,
): Promise<Finding[]> {
  const file = await readInput(path, io);
  const text = textOf(file);
  const syntax = parser.open(text);
  const diagnostics = [...syntaxDiagnostics(syntax), ...checkSpec(buildSpec(syntax.root, text).spec)];
  syntax.dispose();
  const lines = TextDocument.create(file.name, 'trace', 0, text);
  return diagnostics
    .sort((a, b) => a.range.start - b.range.start)
    .map((diagnostic) => {
      const finding = findingOf(file.name, diagnostic, lines);
      if (print) io.stdout(describe(finding, diagnostic, lines));
      return finding;
    });
}

function findingOf(
  file: string,
  { range, code, severity, message }: Diagnostic,
  lines: TextDocument,
): Finding {
  const { line, character } = lines.positionAt(range.start);
  return { file, line: line + 1, column: character + 1, code, severity, message };
}

/** `file:line:column severity code message`, then the line with the guilty part marked. */
function describe(finding: Finding, { range }: Diagnostic, lines: TextDocument): string {
  const { file, line, column, severity, code, message } = finding;
  const head = `${file}:${line}:${column} ${severity} ${code}: ${message}\n`;
  const source = lines
    .getText({ start: { line: line - 1, character: 0 }, end: { line, character: 0 } })
    .replace(/\r?\n$/, '');
  if (source.length > MAX_SHOWN) return head;
  const length = Math.max(1, Math.min(range.end - range.start, source.length - column + 1));
  return `${head}  ${source}\n  ${source.slice(0, column - 1).replace(/[^\t]/g, ' ')}${'^'.repeat(length)}\n`;
}

/** A longer line tells nobody anything in a terminal. */
const MAX_SHOWN = 200;
