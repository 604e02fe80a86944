/** The manifest and the files that belong to it, as far as the tests look at them. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { ROOT } from './imports.ts';

interface Contribution {
  readonly command: string;
  readonly when?: string;
  readonly alt?: string;
}

export interface Property {
  readonly type: string;
  readonly default: unknown;
  readonly scope?: string;
  readonly order?: number;
  readonly enum?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly markdownDescription?: string;
}

export interface Manifest {
  readonly name: string;
  readonly displayName: string;
  readonly description: string;
  readonly version: string;
  readonly publisher: string;
  readonly license: string;
  readonly icon: string;
  readonly main: string;
  readonly keywords: readonly string[];
  readonly engines: { readonly vscode: string };
  readonly extensionKind: readonly string[];
  readonly activationEvents: readonly string[];
  readonly repository: { readonly url: string };
  readonly bugs: { readonly url: string };
  readonly homepage: string;
  readonly capabilities: {
    readonly untrustedWorkspaces: {
      readonly supported: string;
      readonly restrictedConfigurations: readonly string[];
    };
    readonly virtualWorkspaces: { readonly supported: string };
  };
  readonly contributes: {
    readonly commands: readonly {
      readonly command: string;
      readonly title: string;
      readonly category: string;
    }[];
    readonly menus: Readonly<Record<string, readonly Contribution[]>>;
    readonly keybindings?: readonly Contribution[];
    readonly configuration: { readonly properties: Readonly<Record<string, Property>> };
    readonly configurationDefaults: Readonly<Record<string, unknown>>;
  };
  readonly devDependencies: Readonly<Record<string, string>>;
}

export const read = (path: string): string => readFileSync(resolve(ROOT, path), 'utf8');

export const manifest = JSON.parse(read('package.json')) as Manifest;

export const translations = JSON.parse(read('package.nls.json')) as Readonly<Record<string, string>>;

/** Every `%key%` in the manifest. */
export const translationKeys = (): readonly string[] =>
  [...JSON.stringify(manifest).matchAll(/"%([^%"]+)%"/g)].map(([, key]) => key ?? '');

/** Every `./path` in the manifest that is not built. */
export const namedFiles = (): readonly string[] =>
  [...JSON.stringify(manifest.contributes).matchAll(/"\.\/([^"]+)"/g)].map(([, path]) => path ?? '');
