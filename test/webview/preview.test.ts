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
    view.receive(show(2, [], 1));
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
