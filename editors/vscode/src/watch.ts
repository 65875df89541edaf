import * as vscode from 'vscode';
import { isArticle } from './article';
import type { Server } from './server';

/** After what rest the things beside the text follow it. */
const REST = 300;

/** Follows the article in front: tells, once the writer rests, that what is shown of it may be another. */
export class Watch implements vscode.Disposable {
  private readonly told = new vscode.EventEmitter<void>();
  private readonly parts: vscode.Disposable[];
  private timer: NodeJS.Timeout | undefined;
  private last: vscode.TextDocument | undefined;
  readonly onDidRest = this.told.event;

  constructor(server: Server) {
    const soon = (): void => this.soon();
    this.parts = [
      vscode.window.onDidChangeActiveTextEditor(soon),
      vscode.languages.onDidChangeDiagnostics(soon),
      vscode.workspace.onDidChangeTextDocument((event) => {
        if (event.document === this.article()) soon();
      }),
      vscode.workspace.onDidCloseTextDocument(soon),
      server.onDidChange(soon),
    ];
    soon();
  }

  /** The article in front, or the last that was while something else than a text is. */
  article(): vscode.TextDocument | undefined {
    const front = vscode.window.activeTextEditor?.document;
    if (front && isArticle(front)) this.last = front;
    if (this.last?.isClosed) this.last = undefined;
    return this.last;
  }

  soon(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.told.fire(), REST);
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.told.dispose();
    for (const part of this.parts) part.dispose();
  }
}
