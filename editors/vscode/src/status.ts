import * as vscode from 'vscode';
import { articleDate } from './article';
import { type Server, isArticle } from './server';

/** The article's date and the number of its findings, in the status bar. */
export class Status implements vscode.Disposable {
  private readonly item = vscode.window.createStatusBarItem('backread.status', vscode.StatusBarAlignment.Right, 110);
  private readonly parts: vscode.Disposable[];
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly server: Server) {
    this.item.name = 'backread';
    this.item.command = 'workbench.actions.view.problems';
    const soon = (): void => this.soon();
    this.parts = [
      this.item,
      vscode.window.onDidChangeActiveTextEditor(soon),
      vscode.languages.onDidChangeDiagnostics(soon),
      vscode.workspace.onDidChangeTextDocument((event) => {
        if (event.document === vscode.window.activeTextEditor?.document) soon();
      }),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('backread.statusItem')) soon();
      }),
      server.onDidChange(soon),
    ];
    soon();
  }

  dispose(): void {
    clearTimeout(this.timer);
    for (const part of this.parts) part.dispose();
  }

  private soon(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.update().catch(() => this.item.hide()), 300);
  }

  private async update(): Promise<void> {
    const document = vscode.window.activeTextEditor?.document;
    const wanted = vscode.workspace.getConfiguration('backread').get<boolean>('statusItem', true);
    if (!wanted || !document || !isArticle(document)) return this.item.hide();
    const client = this.server.client;
    if (!client) {
      this.item.text = '$(warning) backread';
      this.item.tooltip = 'backread: no server is running';
      return this.item.show();
    }
    const date = await articleDate(client, document);
    if (document !== vscode.window.activeTextEditor?.document) return;
    const count = vscode.languages.getDiagnostics(document.uri).filter((one) => one.source === 'backread').length;
    const findings = count === 1 ? '1 finding' : `${count} findings`;
    this.item.text = `$(calendar) ${date?.split(',')[0] ?? 'No date'} · ${findings}`;
    this.item.tooltip = `backread: ${date ?? 'the article states no date'}; ${findings}`;
    this.item.show();
  }
}
