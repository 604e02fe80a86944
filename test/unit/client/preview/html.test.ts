import { expect, test } from 'vitest';
import { previewHtml } from '../../../../client/src/preview/html.ts';
import { savedDocument } from '../../../../client/src/preview/state.ts';

const RESOURCES = {
  cspSource: 'https://csp.example',
  script: 'https://x/preview.js',
  style: 'https://x/p.css',
};
const nonceOf = (page: string) => /nonce-([^']+)'/.exec(page)?.[1];

test('each page has a nonce of its own, and its script carries it', () => {
  const page = previewHtml(RESOURCES);
  const nonce = nonceOf(page);
  expect(nonce).toMatch(/^[\w+/=]{22,}$/);
  expect(page).toContain(`<script nonce="${nonce}"`);
  expect(nonceOf(previewHtml(RESOURCES))).not.toBe(nonce);
});

test('the policy allows nothing else', () => {
  const page = previewHtml(RESOURCES);
  expect(page).toContain("default-src 'none'");
  expect(page).toContain('style-src https://csp.example;');
  expect(page).not.toMatch(/unsafe-|\*|http:/);
});

test('an address cannot leave its attribute', () => {
  const page = previewHtml({ ...RESOURCES, script: 'x"><img onerror=y>' });
  expect(page).not.toContain('<img');
});

test('the saved document is read with care', () => {
  expect(savedDocument({ uri: 'file:///a.trace' })).toBe('file:///a.trace');
  for (const saved of [undefined, null, 3, {}, { uri: 3 }, { uri: '' }])
    expect(savedDocument(saved)).toBeUndefined();
});
