/** What a UI test may ask the probe in the extension host, and the shape of each answer. */

export interface ProbeDiagnostic {
  readonly message: string;
  readonly code: string;
  readonly severity: 'error' | 'warning' | 'information' | 'hint';
  /** Zero-based, as the editor counts. */
  readonly startLine: number;
  readonly startCharacter: number;
  readonly endLine: number;
  readonly endCharacter: number;
}

export interface ProbeCursor {
  readonly line: number;
  readonly character: number;
  readonly selectedText: string;
}

export interface ProbeExtension {
  readonly isActive: boolean;
}

/** Milliseconds from the start of an extension's activation. */
export interface ProbeStart {
  readonly activated: number;
  /** Until the first document's symbols are there. */
  readonly answering: number;
}

/** Question → its argument and its answer. */
export interface ProbeQuestions {
  /** Shows a file as a text editor; `beside` puts it next to the active one. */
  open: { argument: { path: string; beside: boolean }; answer: boolean };
  /** Closes every editor; what was typed and not saved is lost, and nobody is asked. */
  discardAll: { argument: Record<string, never>; answer: boolean };
  /** Changes a setting of the user, `undefined` takes it back. */
  setting: { argument: { name: string; value?: unknown }; answer: boolean };
  /** Sets a variable for the processes that the extension host starts from now on. */
  environment: { argument: { name: string; value: string }; answer: boolean };
  /** Renames a file as the explorer does. */
  rename: { argument: { from: string; to: string }; answer: boolean };
  /** Text of an open document, `undefined` if it is not open. */
  text: { argument: { path: string }; answer: string | undefined };
  diagnostics: { argument: { path: string }; answer: readonly ProbeDiagnostic[] };
  /** All that hovers say there, in Markdown. */
  hover: { argument: { path: string; line: number; character: number }; answer: string };
  /** The cursor of the active text editor. */
  cursor: { argument: Record<string, never>; answer: ProbeCursor | undefined };
  /** Puts the cursor there in the active text editor and shows it. */
  moveCursor: { argument: { line: number; character: number }; answer: boolean };
  /** Runs a command of the editor; its result must be plain data. */
  command: { argument: { id: string; args: readonly unknown[] }; answer: unknown };
  extension: { argument: { id: string }; answer: ProbeExtension | undefined };
  /** Opens the window's first document of an extension that is not active yet, and measures both. */
  start: { argument: { id: string; path: string }; answer: ProbeStart };
  /** The editor's own account of its start, which "Developer: Startup Performance" shows. */
  startupPerformance: { argument: Record<string, never>; answer: string };
}

/** Name of the environment variable with the path of the socket that the probe listens on. */
export const PROBE_SOCKET = 'TRACEWRIGHT_PROBE_SOCKET';

/** Behind a brace in a file of this name the probe proposes something without working it out. */
export const AT_ONCE_FILE = 'at-once.txt';
