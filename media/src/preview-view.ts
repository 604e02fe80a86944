import type { TreeAction } from './keyboard/tree-keys.ts';
import { isHostMessage, type Trace, type ViewMessage } from './messages.ts';
import { currentTrace, receive, type Store } from './store/store.ts';
import { collapseKey, restoreState, type ViewState, withCollapsed } from './store/view-state.ts';
import { html } from './views/elements.ts';
import { GraphView } from './views/graph.ts';
import { Waterfall } from './views/waterfall.ts';

/** What the view needs from where it runs. */
export interface PreviewHost {
  post(message: ViewMessage): void;
  load(): unknown;
  save(state: ViewState): void;
}

/** The whole preview: the choice of a trace, a notice, the graph and the waterfall. */
export class PreviewView {
  readonly #host: PreviewHost;
  readonly #choice = html('select', { class: 'traces', 'aria-label': 'Trace' });
  readonly #notice = html('div', { class: 'notice', role: 'status' });
  readonly #graph: GraphView;
  readonly #waterfall: Waterfall;
  #store: Store;
  #scrollToRestore: number | undefined;

  constructor(root: HTMLElement, host: PreviewHost) {
    this.#host = host;
    this.#store = { picture: undefined, state: restoreState(host.load()) };
    this.#scrollToRestore = this.#store.state.scrollTop;
    this.#graph = new GraphView({ choose: (node, focus) => this.#goTo(node.rows[0] ?? -1, focus) });
    this.#waterfall = new Waterfall({
      act: (action) => this.#act(action),
      scrolled: (scrollTop) => this.#change({ scrollTop }),
    });
    this.#choice.addEventListener('change', () => this.#choose(this.#choice.value));
    root.replaceChildren(this.#choice, this.#notice, this.#graph.element, this.#waterfall.element);
    this.#draw();
    host.post({ type: 'ready' });
  }

  /** Takes a message from the extension; what is none is ignored. */
  receive(message: unknown): void {
    if (!isHostMessage(message)) return;
    const before = this.#store;
    this.#update(receive(before, message));
    if (message.type === 'cursor' && before !== this.#store) this.#waterfall.revealSelected();
  }

  resized(): void {
    this.#waterfall.paint();
  }

  #update(store: Store): void {
    if (store === this.#store) return;
    this.#store = store;
    this.#host.save(store.state);
    this.#draw();
  }

  /** A change that needs no drawing. */
  #change(change: Partial<ViewState>): void {
    this.#store = { ...this.#store, state: { ...this.#store.state, ...change } };
    this.#host.save(this.#store.state);
  }

  #choose(id: string): void {
    this.#update({ ...this.#store, state: { ...this.#store.state, trace: id, selected: undefined } });
  }

  #act(action: TreeAction): void {
    if (action.type === 'show' || action.type === 'open') {
      this.#goTo(action.index, action.type === 'open');
      return;
    }
    const trace = currentTrace(this.#store);
    const row = trace?.rows[action.index];
    if (trace === undefined || row === undefined) return;
    const { state } = this.#store;
    const next =
      action.type === 'select'
        ? { ...state, selected: row.id }
        : withCollapsed(state, collapseKey(trace.id, row.id), action.type === 'collapse');
    this.#update({ ...this.#store, state: next });
    if (action.type === 'select') this.#waterfall.revealSelected();
  }

  #goTo(index: number, focus: boolean): void {
    const { picture, state } = this.#store;
    const row = currentTrace(this.#store)?.rows[index];
    if (picture === undefined || row === undefined) return;
    const { uri, version } = picture;
    this.#update({ ...this.#store, state: { ...state, selected: row.id } });
    this.#waterfall.revealSelected();
    this.#host.post({ type: 'reveal', uri, version, offset: row.range.start, focus });
  }

  #draw(): void {
    const trace = currentTrace(this.#store);
    this.#drawNotice();
    this.#drawChoice(trace);
    const { state } = this.#store;
    this.#graph.element.hidden = trace === undefined || trace.graph.nodes.length === 0;
    this.#waterfall.element.hidden = trace === undefined;
    if (trace === undefined) return;
    const collapsed = new Set(state.collapsed);
    this.#graph.show(
      trace.graph,
      trace.rows.findIndex(({ id }) => id === state.selected),
    );
    this.#waterfall.show({
      trace,
      selected: state.selected,
      isCollapsed: (row) => row.descendants > 0 && collapsed.has(collapseKey(trace.id, row.id)),
    });
    this.#restoreScroll();
  }

  /** Once, when there are rows to scroll. */
  #restoreScroll(): void {
    if (this.#scrollToRestore === undefined) return;
    const scrollTop = this.#scrollToRestore;
    this.#scrollToRestore = undefined;
    this.#waterfall.scrollTo(scrollTop);
  }

  #drawNotice(): void {
    const text = noticeOf(this.#store);
    this.#notice.hidden = text === '';
    if (this.#notice.textContent !== text) this.#notice.textContent = text;
    document.body.classList.toggle('stale', this.#store.picture?.stale === true);
  }

  #drawChoice(current: Trace | undefined): void {
    const traces = this.#store.picture?.traces ?? [];
    const names = traces.map(({ name }) => name || 'Unnamed trace');
    this.#choice.hidden = traces.length < 2;
    const drawn = Array.from(this.#choice.options, ({ value }) => value);
    // An open list would close if its entries were made anew at every edit.
    if (drawn.join('\n') !== traces.map(({ id }) => id).join('\n')) {
      const options = traces.map(({ id }, index) => html('option', { value: id }, names[index] ?? ''));
      this.#choice.replaceChildren(...options);
    }
    if (current !== undefined) this.#choice.value = current.id;
  }
}

function noticeOf({ picture }: Store): string {
  if (picture === undefined) return 'Waiting for the picture…';
  if (picture.stale)
    return 'This is the last picture that could be drawn: the text has errors or is out of reach.';
  if (picture.traces.length === 0) return 'There is no trace in this document yet.';
  if (picture.syntaxErrors > 0) return 'The text has syntax errors; parts of the picture may be missing.';
  return picture.traces.every(({ rows }) => rows.length === 0) ? 'The trace has no calls yet.' : '';
}
