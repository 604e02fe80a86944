/** The allow-list of imports: which room may know which. What is not here is forbidden. */
import type { Import } from './imports.ts';

interface Room {
  /** Beginning of the paths of its files. */
  readonly path: string;
  /** Beginnings of paths that it may import, besides its own. */
  readonly files: readonly string[];
  /** The same, but only for types. */
  readonly types?: readonly string[];
  /** Packages, `node:*` for all of Node's modules. */
  readonly packages: readonly string[];
}

const CORE = 'server/src/core/';
const PROTOCOL = 'server/src/protocol.ts';

/** The wiring knows everything of the server; nothing imports it but itself. */
const WIRING = [
  'server/src/main.ts',
  'server/src/server.ts',
  'server/src/cli.ts',
  'server/src/cli/',
  'server/src/wiring/',
];

const wiring: readonly Room[] = WIRING.map((path) => ({
  path,
  files: ['server/src/'],
  packages: [
    'node:*',
    'vscode-languageserver',
    'vscode-languageserver/node',
    'vscode-languageserver-textdocument',
  ],
}));

const ROOMS: readonly Room[] = [
  {
    path: 'client/src/',
    files: ['media/src/messages.ts'],
    types: [PROTOCOL],
    packages: ['vscode', 'vscode-languageclient/node', 'node:*'],
  },
  { path: 'media/src/', files: [], packages: [] },
  { path: CORE, files: [], packages: ['web-tree-sitter'] },
  { path: 'server/src/features/', files: [CORE], packages: ['web-tree-sitter'] },
  { path: 'server/src/generate/', files: [CORE], packages: ['web-tree-sitter'] },
  { path: 'server/src/formats/', files: [CORE], packages: [] },
  {
    path: 'server/src/inference/',
    files: ['server/src/generate/language-model.ts'],
    packages: ['node:*', 'node-llama-cpp'],
  },
  {
    path: 'server/src/workspace/',
    files: [CORE],
    packages: ['node:*', 'vscode-languageserver-textdocument', 'web-tree-sitter'],
  },
  {
    path: 'server/src/handlers/',
    files: [
      CORE,
      'server/src/features/',
      'server/src/generate/',
      'server/src/formats/',
      'server/src/workspace/',
      PROTOCOL,
    ],
    packages: ['vscode-languageserver'],
  },
  { path: PROTOCOL, files: [], types: [CORE], packages: [] },
  ...wiring,
];

/** @returns why the import is forbidden, or nothing if it is allowed */
export function forbidden({ from, to, isFile, isTypeOnly }: Import): string | undefined {
  const room = ROOMS.find(({ path }) => from.startsWith(path));
  if (!room) return `${from} is in no room of test/repo/rooms.ts`;
  const isAllowed = isFile ? allowsFile(room, to, isTypeOnly) : allowsPackage(room, to);
  if (isAllowed) return undefined;
  return `${from} imports ${isTypeOnly ? 'types of ' : ''}${to}, which ${room.path} may not`;
}

function allowsFile(room: Room, to: string, isTypeOnly: boolean): boolean {
  const allowed = [room.path, ...room.files, ...(isTypeOnly ? (room.types ?? []) : [])];
  return allowed.some((path) => to.startsWith(path));
}

const allowsPackage = (room: Room, to: string): boolean =>
  room.packages.some((name) => (name === 'node:*' ? to.startsWith('node:') : to === name));
