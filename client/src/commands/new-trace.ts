import { window, workspace } from 'vscode';
import type { Command } from './command.ts';

/** A first trace with every kind of hole in it, small enough to read at a glance. */
const SKETCH = `trace "place order" within 1s {
  http gateway "POST /orders" {
    rpc auth Verify 8ms
    par {
      rpc stock Reserve ?        # open duration
      rpc ? ? ?                  # open callee, operation, duration
    }
    ... calls 3..10, depth <= 2  # open subtree
  }
}
`;

export const newTrace: Command = async () => {
  const document = await workspace.openTextDocument({ language: 'trace', content: SKETCH });
  await window.showTextDocument(document);
};
