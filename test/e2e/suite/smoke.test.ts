import { equal, ok } from 'node:assert/strict';
import { suite, test } from 'mocha';
import * as vscode from 'vscode';

const ID = 'tracewright.tracewright';

suite('the extension', () => {
  test('is there and activates', async () => {
    const extension = vscode.extensions.getExtension(ID);
    ok(extension, `${ID} is not installed`);
    await extension.activate();
    equal(extension.isActive, true);
  });

  test('takes .trace files for its language', async () => {
    const [file] = await vscode.workspace.findFiles('*.trace');
    ok(file, 'the workspace has no .trace file');
    const document = await vscode.workspace.openTextDocument(file);
    equal(document.languageId, 'trace');
  });
});
