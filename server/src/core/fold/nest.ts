import type { Timeline } from './clock.ts';
import { type Line, lineOf, type Naming, pairLineOf, rootLine } from './lines.ts';
import { Mailbox } from './mailbox.ts';
import {
  nameCalled,
  nameClient,
  nameInternal,
  nameReceive,
  nameRequest,
  nameSend,
  namesCall,
} from './naming.ts';
import type { Problems } from './problems.ts';
import { pairedServer, roleOf } from './roles.ts';
import type { SpanNode } from './span-tree.ts';

/** Deeper nesting cannot be read by people, nor by the parser in bounded time; what is deeper moves up to this level. */
export const MAX_DEPTH = 200;

/** The lines of a trace, in one that holds them all, and the number of links they kept. */
export interface Nesting {
  readonly root: Line;
  readonly keptLinks: number;
}

/**
 * Turns a tree of spans into a tree of lines. Both sides of a call become one line; what the span of a store's or queue's
 * caller has below it stands after that line, since nothing can stand in it.
 */
export function nestLines(roots: readonly SpanNode[], timeline: Timeline, problems: Problems): Nesting {
  const nester = new Nester(timeline, problems);
  return nester.run(roots);
}

/** A span that is to become a line of `into`, whose work happens in `service` (nobody's at the top). */
interface Place {
  readonly into: Line;
  readonly service: string | undefined;
  readonly depth: number;
}

class Nester {
  readonly #timeline: Timeline;
  readonly #problems: Problems;
  readonly #mailbox = new Mailbox();
  readonly #callers = new Set<SpanNode>();
  readonly #open: { readonly node: SpanNode; readonly place: Place }[] = [];

  constructor(timeline: Timeline, problems: Problems) {
    this.#timeline = timeline;
    this.#problems = problems;
  }

  run(roots: readonly SpanNode[]): Nesting {
    this.#findCallers(roots);
    const root = rootLine(roots.map((node) => this.#timeline.of(node)));
    this.#queue(roots, { into: root, service: undefined, depth: 0 });
    for (let next = this.#open.pop(); next !== undefined; next = this.#open.pop())
      this.#put(next.node, next.place);
    return { root, keptLinks: this.#mailbox.deliver() };
  }

  /** Marks all spans that have a call somewhere below them. */
  #findCallers(roots: readonly SpanNode[]): void {
    const open = [...roots];
    for (let node = open.pop(); node !== undefined; node = open.pop()) {
      for (const child of node.children) open.push(child);
      if (roleOf(node) === 'internal') continue;
      for (let above = node.parent; above !== undefined && !this.#callers.has(above); above = above.parent)
        this.#callers.add(above);
    }
  }

  #put(node: SpanNode, place: Place): void {
    switch (roleOf(node)) {
      case 'server':
        this.#enter(node, nameRequest(node.span), place);
        break;
      case 'consumer':
        this.#mailbox.expect(this.#enter(node, nameReceive(node.span), place), node);
        break;
      case 'internal':
        this.#enter(node, nameInternal(node.span), place);
        break;
      case 'producer':
        this.#putSend(node, place);
        break;
      case 'client':
        this.#putClient(node, place);
        break;
    }
  }

  #putClient(node: SpanNode, place: Place): void {
    const server = isAtHome(node, place) ? pairedServer(node) : undefined;
    if (server !== undefined) {
      const line = pairLineOf(node, server, nameRequest(server.span, node.span), this.#timeline);
      this.#descend(server, line, place);
    } else if (this.#callers.has(node)) {
      // It stands for several calls, or for one made by another layer: for work, that is, and not for a call of its own.
      this.#enter(node, nameWork(node, place), place);
    } else {
      this.#putLeaf(node, nameClient(node.span), place);
    }
  }

  #putSend(node: SpanNode, place: Place): void {
    const line = this.#putLeaf(node, nameSend(node.span), place);
    if (line !== undefined) this.#mailbox.send(line, node);
  }

  /** A call that nothing can stand in. Outside of the service that makes it, a line for that service goes around it. */
  #putLeaf(node: SpanNode, naming: Naming, place: Place): Line | undefined {
    if (isAtHome(node, place)) {
      const line = lineOf(node, naming, this.#timeline);
      place.into.body.push(line);
      this.#queue(node.children, place);
      return line;
    }
    const around = this.#enter(node, nameWork(node, place), place);
    if (!namesCall(node.span)) return undefined;
    const line = { ...lineOf(node, naming, this.#timeline), skew: 0, missingParent: false, follows: false };
    around.body.push(line);
    return line;
  }

  #enter(node: SpanNode, naming: Naming, place: Place): Line {
    return this.#descend(node, lineOf(node, naming, this.#timeline), place);
  }

  /** Adds `line`, and takes what `node` has below it into that line. */
  #descend(node: SpanNode, line: Line, { into, depth }: Place): Line {
    into.body.push(line);
    const fits = depth < MAX_DEPTH;
    const place = {
      into: fits ? line : into,
      service: node.span.resource.service,
      depth: fits ? depth + 1 : depth,
    };
    if (!fits) for (const _ of node.children) this.#problems.count('too-deep');
    this.#queue(node.children, place);
    return line;
  }

  #queue(nodes: readonly SpanNode[], place: Place): void {
    // The last in is the first out, and of lines that start together the file's order is kept.
    for (const node of nodes.toReversed()) this.#open.push({ node, place });
  }
}

/** The span was recorded by the service whose work the lines around it are. */
function isAtHome({ span }: SpanNode, { service }: Place): boolean {
  return span.resource.service === service;
}

/** The line for the work in which a service made calls. */
function nameWork(node: SpanNode, place: Place): Naming {
  const wasCalled = !isAtHome(node, place) && place.service !== undefined;
  return wasCalled ? nameCalled(node.span) : nameInternal(node.span);
}
