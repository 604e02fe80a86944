import type { Graph, GraphEdge, GraphNode } from '../picture.ts';
import { colorClass, html, setAttributes, svg } from './elements.ts';

const MARGIN = 8;
/** Letters that fit into a box; the whole name stands in its title. */
const PIXELS_A_LETTER = 7.5;
/** Kinds are told apart by shape, not by colour alone. */
const CORNERS: Readonly<Record<string, number>> = { store: 10, user: 18 };

export interface GraphEvents {
  /** The service was chosen; `focus` where by the keyboard. */
  choose(node: GraphNode, focus: boolean): void;
}

/** Services and the calls between them. One tab stop: arrows go from service to service. */
export class GraphView {
  readonly element = html('div', { class: 'graph', role: 'listbox', tabindex: 0, 'aria-label': 'Services' });
  readonly #events: GraphEvents;
  #graph: Graph | undefined;
  /** All that the picture was drawn from. */
  #drawn = '';
  #active = -1;

  constructor(events: GraphEvents) {
    this.#events = events;
    this.element.addEventListener('keydown', (event) => this.#onKey(event));
    this.element.addEventListener('click', (event) => this.#onClick(event));
  }

  /** `marked` is the index of the row at the cursor, or -1. */
  show(graph: Graph, marked: number): void {
    this.#graph = graph;
    const content = JSON.stringify(graph, (name, value: unknown) => (name === 'rows' ? undefined : value));
    if (content !== this.#drawn) this.#draw(graph);
    this.#drawn = content;
    const active = graph.nodes.findIndex(({ rows }) => rows.includes(marked));
    if (active !== this.#active) this.#reveal(graph.nodes[active]);
    this.#active = active;
    this.#mark();
  }

  /** Scrolls only as far as the service needs. */
  #reveal(node: GraphNode | undefined): void {
    if (node === undefined) return;
    const { element } = this;
    const [left, top] = [node.x + MARGIN, node.y + MARGIN];
    element.scrollLeft = nearest(element.scrollLeft, element.clientWidth, left, node.width);
    element.scrollTop = nearest(element.scrollTop, element.clientHeight, top, node.height);
  }

  #draw(graph: Graph): void {
    const width = graph.width + 2 * MARGIN;
    const height = graph.height + 2 * MARGIN;
    const viewBox = `${-MARGIN} ${-MARGIN} ${width} ${height}`;
    const picture = svg('svg', { width, height, viewBox, role: 'presentation' });
    picture.append(arrowHeads(), ...graph.edges.map(edgeElement), ...graph.nodes.map(nodeElement));
    const isFirst = this.#drawn === '';
    this.element.replaceChildren(picture);
    if (isFirst) this.#reveal(graph.nodes[0]);
  }

  #mark(): void {
    for (const node of this.element.querySelectorAll('[data-node]')) {
      const isActive = Number(node.getAttribute('data-node')) === this.#active;
      node.classList.toggle('selected', isActive);
      node.setAttribute('aria-selected', String(isActive));
    }
    if (this.#active < 0) this.element.removeAttribute('aria-activedescendant');
    else this.element.setAttribute('aria-activedescendant', `node-${this.#active}`);
  }

  #onKey(event: KeyboardEvent): void {
    const count = this.#graph?.nodes.length ?? 0;
    if (count === 0 || event.ctrlKey || event.metaKey || event.altKey) return;
    const target = targetOf(event.key, this.#active, count);
    if (target !== undefined) {
      this.#active = target;
      this.#mark();
      this.#reveal(this.#graph?.nodes[target]);
    } else if (event.key === 'Enter' || event.key === ' ') this.#choose(this.#active, true);
    else return;
    event.preventDefault();
  }

  #onClick(event: MouseEvent): void {
    const target = event.target instanceof Element ? event.target.closest('[data-node]') : null;
    if (target !== null) this.#choose(Number(target.getAttribute('data-node')), false);
  }

  #choose(index: number, focus: boolean): void {
    const node = this.#graph?.nodes[index];
    if (node !== undefined) this.#events.choose(node, focus);
  }
}

/** The scroll nearest to `scroll` that shows what lies at `start`, as far as it fits into the pane. */
function nearest(scroll: number, pane: number, start: number, size: number): number {
  return Math.min(start - MARGIN, Math.max(scroll, start + size + MARGIN - pane));
}

function targetOf(key: string, active: number, count: number): number | undefined {
  switch (key) {
    case 'ArrowDown':
    case 'ArrowRight':
      return Math.min(count - 1, active + 1);
    case 'ArrowUp':
    case 'ArrowLeft':
      return Math.max(0, active - 1);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
}

/** One for each colour of edges, because not every editor's browser lets a head take the colour of its edge. */
function arrowHeads(): SVGElement {
  const definitions = svg('defs');
  definitions.append(arrowHead('arrow', 'arrow'), arrowHead('arrow-failed', 'arrow failed'));
  return definitions;
}

function arrowHead(id: string, classes: string): SVGElement {
  const marker = svg('marker', {
    id,
    viewBox: '0 0 8 8',
    refX: 8,
    refY: 4,
    markerWidth: 8,
    markerHeight: 8,
    markerUnits: 'userSpaceOnUse',
    orient: 'auto',
  });
  marker.append(svg('path', { d: 'M0 0 8 4 0 8z', class: classes }));
  return marker;
}

function edgeElement(edge: GraphEdge): SVGElement {
  const points = edge.points.map((point) => point.join(',')).join(' ');
  const classes = `edge type-${/^[a-z]+$/.test(edge.type) ? edge.type : 'open'}${edge.error ? ' failed' : ''}`;
  const head = `url(#${edge.error ? 'arrow-failed' : 'arrow'})`;
  const line = svg('polyline', { class: classes, points, 'marker-end': head });
  line.append(svg('title', {}, `${edge.type} ×${edge.count}${edge.error ? ', error' : ''}`));
  return line;
}

function nodeElement(node: GraphNode, index: number): SVGElement {
  const name = nameOf(node);
  const group = svg('g', { transform: `translate(${node.x} ${node.y})` });
  setAttributes(group, {
    id: `node-${index}`,
    class: `node ${node.kind} ${colorClass(node.color)}${node.violations > 0 ? ' violated' : ''}`,
    'data-node': index,
    role: 'option',
    'aria-label': labelOf(node, name),
  });
  const { width, height } = node;
  group.append(svg('title', {}, labelOf(node, name)));
  group.append(svg('rect', { width, height, rx: CORNERS[node.kind] ?? 3 }));
  group.append(svg('text', { x: width / 2, y: height / 2, class: 'label' }, fitted(name, width)));
  if (node.violations > 0) group.append(svg('text', { x: width, y: 0, class: 'violation' }, '⚠'));
  return group;
}

/** Who sends the request into the system has no name in the text. */
function nameOf({ kind, service }: GraphNode): string {
  if (kind === 'hole') return '?';
  return kind === 'user' ? 'caller' : service;
}

function labelOf(node: GraphNode, name: string): string {
  const found = node.violations > 0 ? `, violations: ${node.violations}` : '';
  return `${name}, calls: ${node.calls}${found}`;
}

function fitted(name: string, width: number): string {
  const most = Math.max(1, Math.floor(width / PIXELS_A_LETTER));
  return name.length <= most ? name : `${name.slice(0, most - 1)}…`;
}
