import * as vscode from 'vscode';
import { schemes } from './article';
import { commands } from './commands';
import { Server } from './server';
import { Status } from './status';
import { Views } from './views';
import { Watch } from './watch';

let server: Server | undefined;

/** Starts the server; what is returned is for tests of the extension. */
export async function activate(context: vscode.ExtensionContext): Promise<Pick<Views, 'listed'>> {
  const started = new Server(context.extensionPath);
  server = started;
  const watch = new Watch(started);
  const views = new Views(started, watch, context.workspaceState);
  let known = schemes().join();
  context.subscriptions.push(
    started,
    watch,
    views,
    new Status(started, watch),
    ...commands(started, context.extensionPath),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('backread.path') || event.affectsConfiguration('backread.logLevel')) void started.restart();
    }),
    vscode.workspace.onDidGrantWorkspaceTrust(() => void started.restart()),
    vscode.workspace.onDidChangeWorkspaceFolders(() => {
      // A folder somewhere new: the server is to be sent its articles too.
      if (known === (known = schemes().join())) return;
      void started.restart();
    }),
  );
  await started.restart();
  return { listed: () => views.listed() };
}

export async function deactivate(): Promise<void> {
  await server?.stop();
}
