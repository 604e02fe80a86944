import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { SETTINGS } from '../../server/src/workspace/settings.ts';
import { ROOT, sourcesIn } from './imports.ts';
import { manifest, namedFiles, read, translationKeys, translations } from './manifest.ts';

const { commands, menus, keybindings = [], configuration, configurationDefaults } = manifest.contributes;
const COMMANDS = commands.map(({ command }) => command);
const CLIENT = sourcesIn('client/src').map(read).join('\n');

describe('identity', () => {
  test('has what the registries ask for', () => {
    for (const field of ['name', 'displayName', 'description', 'publisher', 'homepage'] as const) {
      expect(manifest[field], field).not.toBe('');
    }
    expect(manifest.version).toMatch(/^\d+\.\d+\.\d+$/);
    expect(manifest.license).toBe('Apache-2.0');
    expect(manifest.keywords.length).toBeLessThanOrEqual(5);
    expect(manifest.extensionKind).toEqual(['workspace']);
  });

  test('shows a square PNG of at least 128 pixels', () => {
    const image = readFileSync(resolve(ROOT, manifest.icon));
    expect(image.subarray(1, 4).toString()).toBe('PNG');
    expect(image.readUInt32BE(16)).toBeGreaterThanOrEqual(128);
    expect(image.readUInt32BE(20)).toBe(image.readUInt32BE(16));
  });

  test('is compiled against the oldest editor it names', () => {
    expect(manifest.devDependencies['@types/vscode']?.replace(/^~/, '')).toBe(
      manifest.engines.vscode.replace(/^\^/, ''),
    );
  });

  test('comes with its documents', () => {
    for (const file of ['README.md', 'CHANGELOG.md', 'LICENSE', 'CONTRIBUTING.md', 'ARCHITECTURE.md']) {
      expect(existsSync(resolve(ROOT, file)), file).toBe(true);
    }
    expect(read('CHANGELOG.md')).toContain(`## ${manifest.version}`);
  });
});

describe('activation and trust', () => {
  test('starts for what it contributes and for its own panels only', () => {
    const others = manifest.activationEvents.filter(
      (event) => !event.startsWith('onWebviewPanel:tracewright'),
    );
    expect(others).toEqual([]);
  });

  test('activates for every panel that it restores', () => {
    const restored = [...CLIENT.matchAll(/registerWebviewPanelSerializer\(\s*'([^']+)'/g)].map(
      ([, type]) => type,
    );
    for (const type of restored) expect(manifest.activationEvents).toContain(`onWebviewPanel:${type}`);
  });

  test('restricts every path that can be set while a folder is not trusted', () => {
    const paths = Object.keys(configuration.properties).filter((key) => /\.(path|executable|url)$/.test(key));
    expect(manifest.capabilities.untrustedWorkspaces.supported).toBe('limited');
    expect(manifest.capabilities.virtualWorkspaces.supported).toBe('limited');
    expect(manifest.capabilities.untrustedWorkspaces.restrictedConfigurations).toEqual(
      expect.arrayContaining(paths),
    );
  });
});

describe('commands', () => {
  test('are those that the client registers', () => {
    const registered = [...read('client/src/commands/table.ts').matchAll(/^ {2}'(tracewright\.[^']+)':/gm)];
    expect(COMMANDS.toSorted()).toEqual(registered.map(([, id]) => id ?? '').toSorted());
  });

  test('have one category', () => {
    expect(new Set(commands.map(({ category }) => category))).toEqual(new Set(['Tracewright']));
  });

  test('exist where a menu or a key names them', () => {
    const named = [...Object.values(menus).flat(), ...keybindings].flatMap(({ command, alt }) => [
      command,
      alt ?? command,
    ]);
    expect(named.filter((id) => !COMMANDS.includes(id))).toEqual([]);
  });

  test('take a key only in the language or a view of the extension', () => {
    const bare = keybindings.filter(({ when = '' }) => !/editorLangId == trace|tracewright/.test(when));
    expect(bare).toEqual([]);
  });
});

describe('settings', () => {
  const properties = Object.entries(configuration.properties);

  test('are those that the server reads, with the same defaults', () => {
    const ofServer = Object.entries(SETTINGS).map(([key, setting]) => [
      `tracewright.${key}`,
      setting.default,
    ]);
    const ofManifest = properties
      // Read by the language client itself.
      .filter(([key]) => key !== 'tracewright.trace.server')
      .map(([key, property]) => [key, property.default]);
    expect(ofManifest).toEqual(ofServer);
  });

  test('have a description, a scope and an order', () => {
    const incomplete = properties.filter(
      ([, { markdownDescription, scope }]) => !markdownDescription || !scope,
    );
    expect(incomplete).toEqual([]);
    expect(properties.map(([, { order }]) => order)).toEqual(properties.map((_, index) => index + 1));
  });

  test('change defaults of the own language only', () => {
    expect(Object.keys(configurationDefaults)).toEqual(['[trace]']);
  });
});

describe('texts and files', () => {
  test('are translated: every key has a text and every text a key', () => {
    expect([...new Set(translationKeys())].toSorted()).toEqual(Object.keys(translations).toSorted());
  });

  test('leave no sentence in the manifest', () => {
    const shown = [
      ...commands.map(({ title }) => title),
      ...Object.values(configuration.properties).map((p) => p.markdownDescription),
    ];
    expect(shown.filter((text) => !/^%.+%$/.test(text ?? ''))).toEqual([]);
  });

  test('are there', () => {
    expect(namedFiles().filter((path) => !existsSync(resolve(ROOT, path)))).toEqual([]);
  });
});
