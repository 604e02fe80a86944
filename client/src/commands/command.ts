import type { Uri, ViewColumn } from 'vscode';
import type { EndpointKey } from '../endpoint-key.ts';
import type { Notifier } from '../notify.ts';
import type { ServerSession } from '../server-session.ts';

/** Shows the preview of a document; implemented by `preview`. */
export interface PreviewOpener {
  open(document: Uri, column: ViewColumn): void;
}

/** What a command may use. */
export interface CommandContext {
  readonly server: ServerSession;
  readonly notify: Notifier;
  readonly previews: PreviewOpener;
  readonly endpointKey: EndpointKey;
  showLog(): void;
}

/** A command's action; what it throws is shown to the user once. Arguments come from menus and other extensions: unchecked. */
export type Command = (context: CommandContext, ...args: readonly unknown[]) => void | Promise<void>;
