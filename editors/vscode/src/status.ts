import * as vscode from 'vscode';
import { articleDate, isArticle } from './article';
import type { Server } from './server';
import type { Watch } from './watch';

/** The article's date and the number of its findings, in the status bar. */
export class Status implements vscode.Disposable {
  private readonly item = vscode.window.createStatusBarItem('backread.status', vscode.StatusBarAlignment.Right, 110);
  private readonly parts: vscode.Disposable[];

  constructor(
    private readonly server: Server,
    private readonly watch: Watch,
  ) {
    this.item.name = 'backread';
    this.item.command = 'workbench.actions.view.problems';
    this.parts = [
      this.item,
      watch.onDidRest(() => void this.update().catch(() => this.item.hide())),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('backread.statusItem')) this.watch.soon();
      }),
    ];
  }

  dispose(): void {
    for (const part of this.parts) part.dispose();
  }

  private async update(): Promise<void> {
    const document = vscode.window.activeTextEditor?.document;
    const wanted = vscode.workspace.getConfiguration('backread').get<boolean>('statusItem', true);
    if (!wanted || !document || !isArticle(document)) {
      this.item.hide();
      return;
    }
    const client = this.server.client;
    if (!client) {
      this.item.text = '$(warning) backread';
      this.item.tooltip = 'backread: no server is running';
      this.item.show();
      return;
    }
    const date = await articleDate(client, document);
    if (document !== vscode.window.activeTextEditor?.document) return;
    // As the line over the text counts: a hint, which only fades left-overs, is none.
    const counts = (one: vscode.Diagnostic): boolean => one.source === 'backread' && one.severity !== vscode.DiagnosticSeverity.Hint;
    const count = vscode.languages.getDiagnostics(document.uri).filter(counts).length;
    const findings = count === 1 ? '1 finding' : `${count} findings`;
    this.item.text = `$(calendar) ${date?.split(',')[0] ?? 'No date'} · ${findings}`;
    this.item.tooltip = `backread: ${date ?? 'the article states no date'}; ${findings}`;
    this.item.show();
  }
}
