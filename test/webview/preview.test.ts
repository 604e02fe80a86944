// @vitest-environment jsdom
import { beforeEach, describe, expect, test } from 'vitest';
import type { HostMessage, ViewMessage } from '../../media/src/messages.ts';
import { PreviewView } from '../../media/src/preview-view.ts';
import type { ViewState } from '../../media/src/store/view-state.ts';
import { DOCUMENT, family, row, show, trace } from './pictures.ts';

let sent: ViewMessage[];
let saved: ViewState | undefined;
let view: PreviewView;

beforeEach(() => {
  saved = undefined;
  open();
});

function open(): void {
  sent = [];
  view = new PreviewView(document.body, {
    post: (message) => sent.push(message),
    load: () => saved,
    save: (state) => {
      saved = state;
    },
  });
}

const cursor = (version: number, offset: number): HostMessage => ({
  type: 'cursor',
  uri: DOCUMENT,
  version,
  offset,
});

function pane(): HTMLElement {
  const found = document.querySelector<HTMLElement>('.waterfall');
  if (found === null) throw new Error('There is no waterfall.');
  return found;
}

const services = () => Array.from(document.querySelectorAll('.service'), ({ textContent }) => textContent);
const marked = () => document.querySelector('.row.selected .service')?.textContent;
const click = (selector: string) => document.querySelector<HTMLElement>(selector)?.click();
const notice = () => document.querySelector<HTMLElement>('.notice');

test('asks for the picture and says so until it comes', () => {
  expect(sent).toEqual([{ type: 'ready' }]);
  expect(notice()?.hidden).toBe(false);
  view.receive(show(1, [trace(family())]));
  expect(services()).toEqual(['a', 'b', 'c', 'd', 'e']);
  expect(notice()?.hidden).toBe(true);
});

test('shows hostile names as text', () => {
  const name = '<img src=x onerror=alert(1)>';
  view.receive(show(1, [trace([row('a', { service: name, operation: name })], { name })]));
  expect(services()).toEqual([name]);
  expect(document.querySelector('img')).toBeNull();
});

test('keeps few of 50,000 rows in the document', () => {
  view.receive(show(1, [trace(Array.from({ length: 50_000 }, (_, index) => row(`r${index}`)))]));
  expect(document.querySelectorAll('.row').length).toBeLessThanOrEqual(200);
  expect(document.querySelectorAll('.row').length).toBeGreaterThan(0);
});

test('draws holes as holes and marks violations', () => {
  const violations = [{ code: 'constraint-depth', severity: 'error', message: 'Too deep.' }];
  view.receive(show(1, [trace([row('a', { holes: ['callee', 'duration'], violations })])]));
  expect(services()).toEqual(['?']);
  expect(document.querySelector('.duration')?.textContent).toBe('?');
  expect(document.querySelector('.row.hole .violation')?.getAttribute('aria-label')).toBe('Too deep.');
});

describe('between text and picture', () => {
  test('a click asks for the line, in this version of this document', () => {
    view.receive(show(3, [trace(family())]));
    click('[data-position="3"] .operation');
    const reveal = { type: 'reveal', uri: DOCUMENT, version: 3, offset: 30, focus: false };
    expect(sent.slice(1)).toEqual([reveal]);
    expect(marked()).toBe('d');
  });

  test('the cursor marks its call and nothing goes back', () => {
    view.receive(show(3, [trace(family())]));
    view.receive(cursor(3, 24));
    expect(marked()).toBe('c');
    expect(sent).toEqual([{ type: 'ready' }]);
  });

  test('a cursor of another version, and pictures of other documents, change nothing', () => {
    view.receive(show(3, [trace(family())]));
    view.receive(cursor(2, 24));
    expect(marked()).toBeUndefined();
    view.receive({ ...show(4, []), uri: 'file:///b.trace' });
    expect(services()).toHaveLength(5);
  });
});

describe('of several traces', () => {
  const first = trace(family(), { id: 'x', name: 'first', range: { start: 0, end: 99 } });
  const second = trace([row('z', { range: { start: 110, end: 120 } })], {
    id: 'y',
    name: 'second',
    range: { start: 100, end: 199 },
  });
  const both = [first, second];
  const choice = () => document.querySelector<HTMLSelectElement>('.traces');

  test('one is drawn, and choosing another asks for its picture', () => {
    view.receive(show(1, both));
    expect(Array.from(choice()?.options ?? [], ({ text }) => text)).toEqual(['first', 'second']);
    const select = choice();
    if (select !== null) select.value = 'y';
    select?.dispatchEvent(new Event('change'));
    expect(sent.at(-1)).toEqual({ type: 'choose', uri: DOCUMENT, trace: 'y' });
    expect(services()).toHaveLength(5);
    view.receive(show(1, both, { shown: second }));
    expect(services()).toEqual(['z']);
    expect(choice()?.value).toBe('y');
  });

  test('the one that was chosen is left for the cursor only when that is moved', () => {
    view.receive(show(1, both));
    const select = choice();
    if (select !== null) select.value = 'y';
    select?.dispatchEvent(new Event('change'));
    const asked = sent.length;
    view.receive(show(1, both, { shown: second, cursor: 24 }));
    view.receive(show(2, both, { shown: second, cursor: 25 }));
    expect(sent).toHaveLength(asked);
    view.receive(cursor(2, 24));
    expect(sent.at(-1)).toEqual({ type: 'choose', uri: DOCUMENT, trace: 'x' });
  });

  test('the one at the cursor is asked for, once, and its call is marked when it has come', () => {
    view.receive(show(1, both, { cursor: 24 }));
    expect(marked()).toBe('c');
    view.receive(cursor(1, 112));
    view.receive(cursor(1, 113));
    expect(sent.slice(1)).toEqual([{ type: 'choose', uri: DOCUMENT, trace: 'y' }]);
    view.receive(show(1, both, { shown: second, cursor: 113 }));
    expect(marked()).toBe('z');
    expect(sent).toHaveLength(2);
  });

  test('the one that was shown is asked for after a reload', () => {
    view.receive(show(1, both, { shown: second, cursor: 112 }));
    open();
    expect(sent).toEqual([{ type: 'ready', trace: 'y' }]);
  });
});

describe('a long trace', () => {
  const many = Array.from({ length: 100 }, (_, index) =>
    row(`r${index}`, { range: { start: index * 10, end: index * 10 + 8 } }),
  );

  beforeEach(() => {
    Object.defineProperty(pane(), 'clientHeight', { value: 220 });
    view.receive(show(1, [trace(many)], { cursor: 502 }));
  });

  test('is scrolled to the call at the cursor, and follows it', () => {
    expect(pane().scrollTop).toBe(51 * 22 - 220);
    view.receive(cursor(1, 802));
    expect(pane().scrollTop).toBe(81 * 22 - 220);
  });

  test('stays where it was scrolled to while the text is edited elsewhere', () => {
    pane().scrollTop = 0;
    view.receive(show(2, [trace(many)], { cursor: 503 }));
    view.receive(show(3, [trace([...many, row('new')])], { cursor: 512 }));
    expect(pane().scrollTop).toBe(0);
    expect(document.querySelectorAll('.row').length).toBeLessThan(40);
  });

  test('leaves rows alone that say the same as before', async () => {
    const changed: Node[] = [];
    const observer = new MutationObserver((all) => changed.push(...all.map(({ target }) => target)));
    observer.observe(pane(), { subtree: true, childList: true, attributes: true });
    const slower = many.map((one) => (one.id === 'r50' ? { ...one, end: 9e6 } : one));
    view.receive(show(2, [trace(slower)], { cursor: 502 }));
    await Promise.resolve();
    const rows = changed.filter((node) => node instanceof Element && node.matches('.row'));
    expect(new Set(rows.map((node) => node.textContent))).toHaveProperty('size', 1);
    observer.disconnect();
  });
});

test('a document that is renamed keeps its picture and is edited under its new name', () => {
  view.receive(show(1, [trace(family())]));
  click('[data-position="1"] .twisty');
  view.receive({ type: 'moved', uri: DOCUMENT, to: 'file:///b.trace' });
  expect(saved?.uri).toBe('file:///b.trace');
  view.receive({ ...show(1, [trace([...family(), row('f')])]), uri: 'file:///b.trace' });
  expect(services()).toEqual(['a', 'b', 'd', 'e', 'f']);
  click('[data-position="0"] .operation');
  expect(sent.at(-1)).toMatchObject({ type: 'reveal', uri: 'file:///b.trace' });
});

test('a document that cannot be read is said to be so, with and without a picture of it', () => {
  const gone: HostMessage = { type: 'unavailable', uri: DOCUMENT, version: 0, reason: 'document' };
  view.receive(gone);
  expect(notice()?.textContent).toContain('moved or deleted');
  view.receive(show(1, [trace(family())]));
  view.receive(gone);
  expect(services()).toHaveLength(5);
  expect(notice()?.textContent).toContain('last picture');
  view.receive(show(2, [trace(family())]));
  expect(notice()?.hidden).toBe(true);
});

describe('an edit', () => {
  test('keeps what is collapsed, marked and scrolled to, and the elements themselves', () => {
    view.receive(show(1, [trace(family())]));
    click('[data-position="1"] .twisty');
    view.receive(cursor(1, 34));
    pane().scrollTop = 12;
    const before = document.querySelector('.row.selected');
    view.receive(show(2, [trace([...family(), row('f')])]));
    expect(services()).toEqual(['a', 'b', 'd', 'e', 'f']);
    expect(document.querySelector('.row.selected')).toBe(before);
    expect(pane().scrollTop).toBe(12);
  });

  test('that breaks everything leaves the last picture, marked as old', () => {
    view.receive(show(1, [trace(family())]));
    view.receive(show(2, [], { syntaxErrors: 1 }));
    expect(services()).toHaveLength(5);
    expect(document.body.classList.contains('stale')).toBe(true);
    view.receive(show(3, [trace(family())]));
    expect(document.body.classList.contains('stale')).toBe(false);
  });

  test('that empties the document says that there is nothing', () => {
    view.receive(show(1, [trace(family())]));
    view.receive(show(2, []));
    expect(pane().hidden).toBe(true);
    expect(notice()?.textContent).toContain('no trace');
  });
});

test('comes back as it was after a reload', () => {
  view.receive(show(1, [trace(family())]));
  click('[data-position="1"] .twisty');
  view.receive(cursor(1, 34));
  open();
  view.receive(show(1, [trace(family())]));
  expect(services()).toEqual(['a', 'b', 'd', 'e']);
  expect(marked()).toBe('d');
});

test('a row says all of itself to those who hear it', () => {
  const violations = [{ code: 'constraint-depth', severity: 'error', message: 'Too deep.' }];
  const [group, call] = [
    row('g', { kind: 'group', type: '30%', service: '', operation: '', probability: 0.3, descendants: 1 }),
    row('a', { parent: 0, depth: 1, probability: 0.3, status: 'error', holes: ['duration'], violations }),
  ];
  view.receive(show(1, [trace([group, call])]));
  const labels = Array.from(document.querySelectorAll('.row'), (each) => each.getAttribute('aria-label'));
  expect(labels).toEqual(['30%, 5ms', 'rpc a Get, ?, 30% error, Too deep.']);
  expect(document.querySelectorAll('[role="treegrid"] [role="row"]')).toHaveLength(2);
  expect(document.querySelector('.row')?.getAttribute('aria-expanded')).toBe('true');
  expect(document.querySelectorAll('[tabindex]:not([hidden])')).toHaveLength(1);
});

test('the graph is scrolled to the service of the call that is marked', () => {
  const node = { y: 500, width: 80, height: 36, color: 1, calls: 1, violations: 0, kind: 'service' };
  const nodes = [
    { ...node, id: 'a', service: 'a', x: 16, rows: [0] },
    { ...node, id: 'd', service: 'd', x: 900, y: 900, rows: [3] },
  ];
  const board = document.querySelector<HTMLElement>('.graph');
  if (board === null) throw new Error('There is no graph.');
  Object.defineProperties(board, { clientWidth: { value: 300 }, clientHeight: { value: 200 } });
  view.receive(show(1, [trace(family(), { graph: { width: 1000, height: 1000, nodes, edges: [] } })]));
  expect(board.scrollTop).toBe(500 + 36 + 16 - 200);
  view.receive(cursor(1, 34));
  expect([board.scrollLeft, board.scrollTop]).toEqual([900 + 80 + 16 - 300, 900 + 36 + 16 - 200]);
});

describe('the keyboard', () => {
  const press = (key: string) => pane().dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));

  test('walks the rows from one tab stop and opens the line', () => {
    view.receive(show(1, [trace(family())]));
    for (const key of ['ArrowDown', 'ArrowDown', 'ArrowLeft', 'ArrowDown', 'Enter']) press(key);
    expect(pane().querySelectorAll('[tabindex]')).toHaveLength(0);
    expect(pane().getAttribute('aria-activedescendant')).toBe('row-2');
    expect(services()).toEqual(['a', 'b', 'd', 'e']);
    expect(sent.at(-1)).toMatchObject({ type: 'reveal', offset: 30, focus: true });
  });
});

test('the graph shows a hole as a question mark and a click goes to its first call', () => {
  const node = { x: 0, y: 0, width: 80, height: 30, color: 1, calls: 1, violations: 0 };
  const nodes = [
    { ...node, id: 'a', service: 'a', kind: 'service', rows: [1] },
    { ...node, id: '?', service: '', kind: 'hole', rows: [2] },
  ];
  const graph = { width: 80, height: 30, nodes, edges: [] };
  view.receive(show(1, [trace(family(), { graph })]));
  expect(document.querySelector('.node.hole .label')?.textContent).toBe('?');
  document.querySelector('.node.service')?.dispatchEvent(new MouseEvent('click', { bubbles: true }));
  expect(sent.at(-1)).toMatchObject({ type: 'reveal', offset: 10 });
  expect(document.querySelector('.node.selected')?.id).toBe('node-0');
});
