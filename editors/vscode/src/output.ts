import { createInterface } from 'node:readline';
import * as vscode from 'vscode';
import { logLine } from './log';

/** Writes what the server says on standard error to the output, each line with its level. */
export function pipeLog(input: NodeJS.ReadableStream, output: vscode.LogOutputChannel): void {
  createInterface({ input, crlfDelay: Infinity, terminal: false }).on('line', (line) => {
    const { level, message } = logLine(line);
    output[level](message);
  });
}

/**
 * The traffic between editor and server in the output, by the setting `backread.trace.server` alone. The client of the protocol asks first whether the
 * output shows traces, which it seldom does, and then takes "off" for "messages": so it is told here what the setting says.
 */
export class Trace implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<vscode.LogLevel>();
  private readonly listening: vscode.Disposable;
  readonly channel: vscode.LogOutputChannel;

  constructor(output: vscode.LogOutputChannel) {
    const level = (): vscode.LogLevel =>
      vscode.workspace.getConfiguration('backread').get<string>('trace.server', 'off') === 'off' ? vscode.LogLevel.Off : vscode.LogLevel.Trace;
    this.channel = {
      ...output,
      get logLevel() {
        return level();
      },
      onDidChangeLogLevel: this.changed.event,
      trace: (message: string, ...more: unknown[]) => output.info(message, ...more),
    };
    this.listening = vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('backread.trace.server')) this.changed.fire(level());
    });
  }

  dispose(): void {
    this.listening.dispose();
    this.changed.dispose();
  }
}
