import * as vscode from 'vscode';
import { commands } from './commands';
import { Server } from './server';
import { Status } from './status';

let server: Server | undefined;

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const started = new Server(context.extensionPath);
  server = started;
  context.subscriptions.push(
    started,
    new Status(started),
    ...commands(started, context.extensionPath),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('backread.path') || event.affectsConfiguration('backread.logLevel')) void started.restart();
    }),
    vscode.workspace.onDidGrantWorkspaceTrust(() => void started.restart()),
  );
  await started.restart();
}

export async function deactivate(): Promise<void> {
  await server?.stop();
}
