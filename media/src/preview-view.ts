import type { TreeAction } from './keyboard/tree-keys.ts';
import { isHostMessage, type ViewMessage } from './messages.ts';
import { receive, type Store } from './store/store.ts';
import { collapseKey, restoreState, type ViewState, withCollapsed } from './store/view-state.ts';
import { html } from './views/elements.ts';
import { GraphView } from './views/graph.ts';
import { noticeOf } from './views/notice.ts';
import { TraceChoice } from './views/trace-choice.ts';
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
  readonly #choice: TraceChoice;
  readonly #notice = html('div', { class: 'notice', role: 'status' });
  readonly #graph: GraphView;
  readonly #waterfall: Waterfall;
  #store: Store;
  #scrollToRestore: number | undefined;

  constructor(root: HTMLElement, host: PreviewHost) {
    this.#host = host;
    this.#store = { picture: undefined, trouble: undefined, state: restoreState(host.load()) };
    this.#scrollToRestore = this.#store.state.scrollTop;
    this.#choice = new TraceChoice((id) => this.#choose(id));
    this.#graph = new GraphView({ choose: (node, focus) => this.#goTo(node.rows[0] ?? -1, focus) });
    this.#waterfall = new Waterfall({
      act: (action) => this.#act(action),
      scrolled: (scrollTop) => this.#change({ scrollTop }),
    });
    root.replaceChildren(this.#choice.element, this.#notice, this.#graph.element, this.#waterfall.element);
    this.#draw();
    host.post({ type: 'ready', trace: this.#store.state.trace });
  }

  /** Takes a message from the extension; what is none is ignored. */
  receive(message: unknown): void {
    if (!isHostMessage(message)) return;
    const { selected } = this.#store.state;
    // Whoever has scrolled away from the cursor's call sees what is there, however the text is edited meanwhile.
    const follows = message.type === 'cursor' || this.#waterfall.isMarkedInSight();
    this.#update(receive(this.#store, message));
    const isMarkedAnew = this.#store.state.selected !== selected;
    const isRedrawn = message.type === 'show' && message.cursor !== undefined;
    if (follows && (isMarkedAnew || isRedrawn)) this.#waterfall.revealMarked();
  }

  resized(): void {
    this.#waterfall.paint();
  }

  #update(store: Store): void {
    if (store === this.#store) return;
    const before = this.#store.state.trace;
    this.#store = store;
    this.#host.save(store.state);
    this.#draw();
    if (store.state.trace !== before) this.#askForTrace();
  }

  /** The picture has one trace at a time; another one comes with the next. */
  #askForTrace(): void {
    const { picture, state } = this.#store;
    if (picture === undefined || state.trace === undefined || state.trace === picture.shown?.id) return;
    this.#host.post({ type: 'choose', uri: picture.uri, trace: state.trace });
  }

  /** A change that needs no drawing. */
  #change(change: Partial<ViewState>): void {
    this.#store = { ...this.#store, state: { ...this.#store.state, ...change } };
    this.#host.save(this.#store.state);
  }

  #choose(id: string): void {
    this.#update({
      ...this.#store,
      state: { ...this.#store.state, trace: id, pinned: true, selected: undefined },
    });
  }

  #act(action: TreeAction): void {
    if (action.type === 'show' || action.type === 'open') {
      this.#goTo(action.index, action.type === 'open');
      return;
    }
    const trace = this.#store.picture?.shown;
    const row = trace?.rows[action.index];
    if (trace === undefined || row === undefined) return;
    const { state } = this.#store;
    const next =
      action.type === 'select'
        ? { ...state, selected: row.id }
        : withCollapsed(state, collapseKey(trace.id, row.id), action.type === 'collapse');
    this.#update({ ...this.#store, state: next });
    if (action.type === 'select') this.#waterfall.revealMarked();
  }

  #goTo(index: number, focus: boolean): void {
    const { picture, state } = this.#store;
    const row = picture?.shown?.rows[index];
    if (picture === undefined || row === undefined) return;
    const { uri, version } = picture;
    this.#update({ ...this.#store, state: { ...state, selected: row.id } });
    this.#waterfall.revealMarked();
    this.#host.post({ type: 'reveal', uri, version, offset: row.range.start, focus });
  }

  #draw(): void {
    const { picture, state } = this.#store;
    const trace = picture?.shown;
    this.#drawNotice();
    this.#choice.show(picture?.traces ?? [], state.trace ?? trace?.id);
    this.#graph.element.hidden = trace === undefined || trace.graph.nodes.length === 0;
    this.#waterfall.element.hidden = trace === undefined || trace.rows.length === 0;
    if (trace === undefined) return;
    const collapsed = new Set(state.collapsed);
    const marked = trace.rows.findIndex(({ id }) => id === state.selected);
    this.#graph.show(trace.graph, marked);
    this.#waterfall.show({
      trace,
      marked,
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
    const { picture, trouble } = this.#store;
    const text = noticeOf(picture, trouble);
    this.#notice.hidden = text === '';
    if (this.#notice.textContent !== text) this.#notice.textContent = text;
    document.body.classList.toggle('stale', trouble !== undefined);
  }
}
