/** What survives a hidden tab and a reload of the window. Small: it is written at every change. */
export interface ViewState {
  readonly format: typeof FORMAT;
  /** The document; undefined until the first message. */
  readonly uri: string | undefined;
  /** Ids of the trace that is shown and of the row that is marked. */
  readonly trace: string | undefined;
  /** The trace was chosen by hand: edits do not lead away from it, only a cursor that is moved does. */
  readonly pinned: boolean;
  readonly selected: string | undefined;
  /** Keys of collapsed rows, see `collapseKey`. */
  readonly collapsed: readonly string[];
  readonly scrollTop: number;
}

const FORMAT = 1;
/** The oldest are forgotten beyond this number. */
const MOST_COLLAPSED = 1000;

export const FRESH: ViewState = {
  format: FORMAT,
  uri: undefined,
  trace: undefined,
  pinned: false,
  selected: undefined,
  collapsed: [],
  scrollTop: 0,
};

/** Reads what an earlier run saved; whatever does not fit counts as not saved. */
export function restoreState(saved: unknown): ViewState {
  if (typeof saved !== 'object' || saved === null || Reflect.get(saved, 'format') !== FORMAT) return FRESH;
  const collapsed: unknown = Reflect.get(saved, 'collapsed');
  const scrollTop: unknown = Reflect.get(saved, 'scrollTop');
  return {
    format: FORMAT,
    uri: textOf(saved, 'uri'),
    trace: textOf(saved, 'trace'),
    pinned: Reflect.get(saved, 'pinned') === true,
    selected: textOf(saved, 'selected'),
    collapsed: Array.isArray(collapsed) ? collapsed.filter(isText).slice(-MOST_COLLAPSED) : [],
    scrollTop: typeof scrollTop === 'number' && scrollTop > 0 && Number.isFinite(scrollTop) ? scrollTop : 0,
  };
}

/** Rows of different traces may have the same id. */
export function collapseKey(trace: string, row: string): string {
  return `${trace} ${row}`;
}

export function withCollapsed(state: ViewState, key: string, collapsed: boolean): ViewState {
  const others = state.collapsed.filter((other) => other !== key);
  return { ...state, collapsed: collapsed ? [...others, key].slice(-MOST_COLLAPSED) : others };
}

function textOf(saved: object, name: string): string | undefined {
  const value: unknown = Reflect.get(saved, name);
  return isText(value) ? value : undefined;
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}
