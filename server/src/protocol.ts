import type { PackedTrace } from './core/layout/packed.ts';
import type { TraceHeading } from './core/layout/preview-model.ts';

/**
 * What client and server say to each other beyond LSP. The client imports types only; method names are checked
 * through `TracewrightRequests` and `TracewrightNotifications`, so that a misspelt one does not compile.
 */
export interface TracewrightRequests {
  /** The traces of a document and the picture of one. */
  'tracewright/preview': { params: PreviewParams; result: PreviewResult };
  /** Fill the hole at a position; with work-done progress. */
  'tracewright/fillHole': { params: FillHoleParams; result: FillResponse };
  /** Fill every hole of a document; with work-done progress. */
  'tracewright/fillAll': { params: FillAllParams; result: FillResponse };
  /** Write the calls of the call at a position anew, by the seed; with work-done progress. */
  'tracewright/redraw': { params: FillHoleParams; result: FillResponse };
  /** A foreign trace as `.trace` text. */
  'tracewright/import': { params: ImportParams; result: ImportResponse };
  /** Start the model's process anew; answers with the state after the attempt. */
  'tracewright/restartModel': { params: null; result: ModelStatus };
}

export interface TracewrightNotifications {
  /** Server to client, at every change and once after `initialized`. */
  'tracewright/modelStatus': ModelStatus;
  /** Client to server: the user has granted trust to the workspace. */
  'tracewright/trustGranted': null;
  /** Client to server, once it runs and at every change: the key of the endpoint, which is kept in memory only. */
  'tracewright/endpointKey': { readonly key: string | null };
}

/** Sent with `initialize`; absent members read as the cautious choice. */
export interface InitializationOptions {
  /** Whether the user trusts the workspace; without trust no model is started. */
  readonly trusted?: boolean;
  /** The client has the commands that code lenses and code actions run, `tracewright.openPreview` and the like. */
  readonly commands?: boolean;
}

export interface DocumentParams {
  readonly textDocument: { readonly uri: string };
}

export interface PreviewParams extends DocumentParams {
  /** Id of the trace to draw; the first where it is absent or not there any more. */
  readonly trace?: string;
}

/** All of it belongs to `version` of the document; ranges are UTF-16 offsets into that text. */
export interface PreviewResult {
  readonly uri: string;
  readonly version: number;
  readonly traces: readonly TraceHeading[];
  /** The picture of one of them; absent where there is none. */
  readonly shown?: PackedTrace;
  /** Syntax errors of this version: parts of the picture may be missing. */
  readonly syntaxErrors: number;
}

/** `version` is the version the user saw; the server answers `ContentModified` where it holds another. */
export interface FillAllParams extends DocumentParams {
  readonly version: number;
  /** Draws differ by seed; absent, the setting `tracewright.fill.seed` counts. */
  readonly seed?: number;
  readonly workDoneToken?: string | number;
}

export interface FillHoleParams extends FillAllParams {
  readonly position: WirePosition;
}

/** Edits for exactly `version`; the client applies all of them as one undo step, or none. */
export interface FillResponse {
  readonly version: number;
  readonly edits: readonly WireEdit[];
  readonly filled: number;
  readonly refused: readonly { readonly range: WireRange; readonly reason: string }[];
}

/** Either the text itself or a `file:` address where the server finds it; `name` stands in the new file's first comment. */
export interface ImportParams {
  readonly name: string;
  readonly uri?: string;
  readonly text?: string;
}

export interface ImportResponse {
  readonly text: string;
  /** As users know it, such as `OTLP/JSON Lines`. */
  readonly format: string;
  readonly traces: number;
  readonly spans: number;
  /** What the text does not say, such as `812 attributes, 1 link`; empty where it says all. */
  readonly dropped: string;
  /** What was wrong with the file, one sentence each; what could be read was read all the same. */
  readonly warnings: readonly string[];
}

/**
 * `off` says that the user or the workspace does not want a model, `missing` that there is no file,
 * `failed` that it was given up after crashes; `reason` is for the user and names a remedy.
 */
export interface ModelStatus {
  readonly state: 'off' | 'missing' | 'idle' | 'starting' | 'ready' | 'busy' | 'restarting' | 'failed';
  readonly reason?: string;
  readonly model?: string;
  /** Of the last answer. */
  readonly latencyMs?: number;
}

/** Lines and UTF-16 columns, both from zero, as in LSP. */
export interface WirePosition {
  readonly line: number;
  readonly character: number;
}

export interface WireRange {
  readonly start: WirePosition;
  readonly end: WirePosition;
}

export interface WireEdit {
  readonly range: WireRange;
  readonly newText: string;
}
