import * as vscode from 'vscode';
import { ErrorAction, LanguageClient, RevealOutputChannelOn, type ErrorHandler, type LanguageClientOptions, type ServerOptions } from 'vscode-languageclient/node';
import { LANGUAGES, schemes } from './article';
import { logFilter } from './log';
import { Trace, pipeLog } from './output';
import { findProgram } from './program';

/** Files that the server reads beside articles: what they say counts while they are edited. */
const BESIDE = ['**/{backread,entities}.toml', '**/entities/*.{toml,csv}'];

/** The server of a window: one at a time, starts and stops in the order they were asked for. */
export class Server implements vscode.Disposable {
  private readonly output = vscode.window.createOutputChannel('backread', { log: true });
  private readonly trace = new Trace(this.output);
  private readonly changed = new vscode.EventEmitter<void>();
  private running: LanguageClient | undefined;
  private last: Promise<void> = Promise.resolve();
  /** Told when a server has started or is gone. */
  readonly onDidChange = this.changed.event;

  constructor(private readonly extensionFolder: string) {}

  /** The client, where a server runs. */
  get client(): LanguageClient | undefined {
    return this.running?.isRunning() ? this.running : undefined;
  }

  /** The program that is or would be started. */
  program(): string | undefined {
    const found = this.find();
    return 'path' in found ? found.path : undefined;
  }

  restart(): Promise<void> {
    return this.inTurn(async () => {
      await this.halt();
      await this.begin();
    });
  }

  stop(): Promise<void> {
    return this.inTurn(() => this.halt());
  }

  showOutput(): void {
    this.output.show();
  }

  dispose(): void {
    this.trace.dispose();
    this.output.dispose();
    this.changed.dispose();
  }

  private find(): ReturnType<typeof findProgram> {
    const setting = vscode.workspace.getConfiguration('backread').get<string>('path', '');
    return findProgram(setting, this.extensionFolder);
  }

  private inTurn(work: () => Promise<void>): Promise<void> {
    this.last = this.last.then(work).catch((error: unknown) => {
      this.output.error(error instanceof Error ? error : String(error));
    });
    return this.last;
  }

  private async begin(): Promise<void> {
    const program = this.find();
    if ('missing' in program) {
      this.output.error(program.missing);
      void this.reportMissing(program.missing);
      return;
    }
    this.output.info(`Starting ${program.path}`);
    const level = vscode.workspace.getConfiguration('backread').get<string>('logLevel', 'info');
    const server: ServerOptions = {
      command: program.path,
      args: ['lsp'],
      options: { env: { ...process.env, BACKREAD_LOG: logFilter(level) } },
    };
    const options: LanguageClientOptions = {
      documentSelector: [
        ...schemes().flatMap((scheme) => LANGUAGES.map((language) => ({ scheme, language }))),
        ...BESIDE.map((pattern) => ({ scheme: 'file', pattern })),
      ],
      initializationOptions: { ownTokenTypes: true },
      outputChannel: this.output,
      traceOutputChannel: this.trace.channel,
      stdioOptions: { stdout: pipeLog, stderr: pipeLog },
      revealOutputChannelOn: RevealOutputChannelOn.Never,
      // What cannot be sent to a server that has ended is no reason to stop, as the client's own handler does: `closed`
      // follows, and starts another one.
      errorHandler: {
        error: () => ({ action: ErrorAction.Continue, handled: true }),
        closed: () => restarts.closed(),
      },
    };
    const client = new LanguageClient('backread', 'backread', server, options);
    const restarts: ErrorHandler = client.createDefaultErrorHandler();
    this.running = client;
    client.onDidChangeState(() => this.changed.fire());
    try {
      await client.start();
    } catch (error) {
      this.running = undefined;
      const reason = error instanceof Error ? error.message : String(error);
      this.output.error(`${program.path} did not start: ${reason}`);
      void this.reportMissing(`${program.path} did not start: ${reason}`);
    }
  }

  private async halt(): Promise<void> {
    const client = this.running;
    this.running = undefined;
    await client?.dispose();
    this.changed.fire();
  }

  private async reportMissing(reason: string): Promise<void> {
    const settings = 'Open Settings';
    const output = 'Show Output';
    const chosen = await vscode.window.showErrorMessage(`backread cannot start: ${reason}.`, settings, output);
    // The program is a setting of the machine that the extension runs on, which has a page of its own where that is another than the window's.
    const page = vscode.env.remoteName === undefined ? 'openSettings' : 'openRemoteSettings';
    if (chosen === settings) await vscode.commands.executeCommand(`workbench.action.${page}`, { query: 'backread.path' });
    if (chosen === output) this.showOutput();
  }
}
