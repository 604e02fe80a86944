import { type TreeAction, treeAction } from '../keyboard/tree-keys.ts';
import type { Row, Trace } from '../picture.ts';
import { listWindow, scrollTo } from '../rows/list-window.ts';
import { shownAt, visibleRows } from '../rows/visible-rows.ts';
import { html } from './elements.ts';
import { drawRow, rowElementId } from './waterfall-row.ts';

/** In CSS pixels; the style sheet says the same. */
const ROW_HEIGHT = 22;

export interface WaterfallModel {
  readonly trace: Trace;
  /** Index of the row that is marked, or -1. */
  readonly marked: number;
  isCollapsed(row: Row): boolean;
}

export interface WaterfallEvents {
  act(action: TreeAction): void;
  scrolled(scrollTop: number): void;
}

interface DrawnRow {
  readonly element: HTMLElement;
  /** All that the element was drawn from. */
  readonly content: string;
}

/** A tree of rows of which only those in sight are in the document. */
export class Waterfall {
  readonly element = html('div', {
    class: 'waterfall',
    role: 'treegrid',
    tabindex: 0,
    'aria-label': 'Waterfall',
  });
  readonly #space = html('div', { class: 'space', role: 'presentation' });
  readonly #events: WaterfallEvents;
  readonly #drawn = new Map<string, DrawnRow>();
  #model: WaterfallModel | undefined;
  #visible: readonly number[] = [];
  #at = -1;

  constructor(events: WaterfallEvents) {
    this.#events = events;
    this.element.append(this.#space);
    this.element.addEventListener('scroll', () => this.#onScroll());
    this.element.addEventListener('keydown', (event) => this.#onKey(event));
    this.element.addEventListener('click', (event) => this.#onClick(event));
  }

  /** Draws anew what changed; place and focus stay. */
  show(model: WaterfallModel): void {
    this.#model = model;
    const { rows } = model.trace;
    this.#visible = visibleRows(rows, (row) => model.isCollapsed(row));
    this.#at = shownAt(rows, this.#visible, model.marked);
    this.#space.style.height = `${this.#visible.length * ROW_HEIGHT}px`;
    this.element.setAttribute('aria-rowcount', String(this.#visible.length));
    this.paint();
  }

  /** Draws the rows in sight: after a scroll or when the pane has another size. */
  paint(): void {
    const model = this.#model;
    if (model === undefined) return;
    const { scrollTop, clientHeight } = this.element;
    const { first, end } = listWindow(this.#visible.length, scrollTop, clientHeight, ROW_HEIGHT);
    const kept = new Set<string>();
    for (let position = first; position < end; position += 1) {
      const row = model.trace.rows[this.#visible[position] ?? -1];
      if (row === undefined) continue;
      kept.add(row.id);
      this.#draw(model, row, position);
    }
    this.#removeOthers(kept);
    this.#announce();
  }

  isMarkedInSight(): boolean {
    if (this.#at < 0) return true;
    const { scrollTop, clientHeight } = this.element;
    return scrollTo(this.#at, scrollTop, clientHeight, ROW_HEIGHT) === scrollTop;
  }

  /** Scrolls only as far as the marked row needs. */
  revealMarked(): void {
    if (this.#at < 0) return;
    const { scrollTop, clientHeight } = this.element;
    this.scrollTo(scrollTo(this.#at, scrollTop, clientHeight, ROW_HEIGHT));
  }

  scrollTo(scrollTop: number): void {
    if (scrollTop === this.element.scrollTop) return;
    this.element.scrollTop = scrollTop;
    this.paint();
  }

  #draw(model: WaterfallModel, row: Row, position: number): void {
    const look = {
      position,
      top: position * ROW_HEIGHT,
      collapsed: model.isCollapsed(row),
      selected: position === this.#at,
      duration: model.trace.duration,
    };
    const known = this.#drawn.get(row.id);
    // Rows of another version are other objects, and mostly say the same.
    const content = JSON.stringify([look, { ...row, range: undefined }]);
    if (content === known?.content) return;
    const element = known?.element ?? html('div');
    drawRow(element, row, look);
    this.#drawn.set(row.id, { element, content });
    if (known === undefined) this.#space.append(element);
  }

  #removeOthers(kept: ReadonlySet<string>): void {
    for (const [id, { element }] of this.#drawn) {
      if (kept.has(id)) continue;
      element.remove();
      this.#drawn.delete(id);
    }
  }

  /** Focus stays on the tree: the marked row is named to assistive technology instead. */
  #announce(): void {
    if (this.#at < 0) this.element.removeAttribute('aria-activedescendant');
    else this.element.setAttribute('aria-activedescendant', rowElementId(this.#at));
  }

  #onScroll(): void {
    this.paint();
    this.#events.scrolled(this.element.scrollTop);
  }

  #onKey(event: KeyboardEvent): void {
    const model = this.#model;
    if (model === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    const action = treeAction(event.key, {
      rows: model.trace.rows,
      visible: this.#visible,
      at: this.#at,
      pageSize: Math.max(1, Math.floor(this.element.clientHeight / ROW_HEIGHT) - 1),
      isCollapsed: (row) => model.isCollapsed(row),
    });
    if (action === undefined) return;
    event.preventDefault();
    this.#events.act(action);
  }

  #onClick(event: MouseEvent): void {
    const target = event.target instanceof Element ? event.target : undefined;
    const position = Number(target?.closest('[data-position]')?.getAttribute('data-position') ?? -1);
    const index = this.#visible[position];
    const row = index === undefined ? undefined : this.#model?.trace.rows[index];
    if (index === undefined || row === undefined) return;
    const onTwisty = target?.closest('.twisty') !== null && row.descendants > 0;
    if (onTwisty) this.#events.act({ type: this.#model?.isCollapsed(row) ? 'expand' : 'collapse', index });
    else this.#events.act({ type: 'show', index });
  }
}
