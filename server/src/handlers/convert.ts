import {
  type CodeDescription,
  type Diagnostic,
  type DiagnosticRelatedInformation,
  DiagnosticSeverity,
  type TextEdit,
} from 'vscode-languageserver';
import type * as core from '../core/diagnostic.ts';
import type { TextEdit as CoreEdit } from '../core/text/range.ts';
import type { TraceDocument } from '../workspace/trace-document.ts';

const SEVERITIES: Readonly<Record<core.Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

const DOCUMENTATION = 'https://github.com/tracewright/tracewright/blob/main/docs/diagnostics.md';

export function toDiagnostic(document: TraceDocument, diagnostic: core.Diagnostic): Diagnostic {
  return {
    range: document.toRange(diagnostic.range),
    severity: SEVERITIES[diagnostic.severity],
    code: diagnostic.code,
    codeDescription: documentationOf(diagnostic.code),
    source: 'tracewright',
    message: diagnostic.message,
    relatedInformation: (diagnostic.related ?? []).map((related) => toRelated(document, related)),
  };
}

export function toTextEdit(document: TraceDocument, edit: CoreEdit): TextEdit {
  return { range: document.toRange(edit.range), newText: edit.text };
}

function toRelated(document: TraceDocument, related: core.RelatedLocation): DiagnosticRelatedInformation {
  return {
    location: { uri: document.uri, range: document.toRange(related.range) },
    message: related.message,
  };
}

function documentationOf(code: string): CodeDescription {
  return { href: `${DOCUMENTATION}#${code}` };
}
