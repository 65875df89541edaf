import * as vscode from 'vscode';
import { LanguageClient, RevealOutputChannelOn, type LanguageClientOptions, type ServerOptions } from 'vscode-languageclient/node';
import { findProgram } from './program';

const LANGUAGES = ['plaintext', 'markdown'];
const SCHEMES = ['file', 'untitled'];
/** Files that the server reads beside articles: what they say counts while they are edited. */
const BESIDE = ['**/{backread,entities}.toml', '**/entities/*.{toml,csv}'];

/** The server of a window: one at a time, starts and stops in the order they were asked for. */
class Server implements vscode.Disposable {
  private readonly output = vscode.window.createOutputChannel('backread', { log: true });
  private client: LanguageClient | undefined;
  private last: Promise<void> = Promise.resolve();

  constructor(private readonly extensionFolder: string) {}

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
    this.output.dispose();
  }

  private inTurn(work: () => Promise<void>): Promise<void> {
    this.last = this.last.then(work).catch((error: unknown) => {
      this.output.error(error instanceof Error ? error : String(error));
    });
    return this.last;
  }

  private async begin(): Promise<void> {
    const setting = vscode.workspace.getConfiguration('backread').get<string>('path', '');
    const program = findProgram(setting, this.extensionFolder);
    if ('missing' in program) {
      this.output.error(program.missing);
      void this.reportMissing(program.missing);
      return;
    }
    this.output.info(`Starting ${program.path}`);
    const server: ServerOptions = { command: program.path, args: ['lsp'] };
    const options: LanguageClientOptions = {
      documentSelector: [
        ...SCHEMES.flatMap((scheme) => LANGUAGES.map((language) => ({ scheme, language }))),
        ...BESIDE.map((pattern) => ({ scheme: 'file', pattern })),
      ],
      outputChannel: this.output,
      revealOutputChannelOn: RevealOutputChannelOn.Never,
    };
    const client = new LanguageClient('backread', 'backread', server, options);
    this.client = client;
    try {
      await client.start();
    } catch (error) {
      this.client = undefined;
      const reason = error instanceof Error ? error.message : String(error);
      this.output.error(`${program.path} did not start: ${reason}`);
      void this.reportMissing(`${program.path} did not start: ${reason}`);
    }
  }

  private async halt(): Promise<void> {
    const client = this.client;
    this.client = undefined;
    await client?.dispose();
  }

  private async reportMissing(reason: string): Promise<void> {
    const settings = 'Open Settings';
    const output = 'Show Output';
    const chosen = await vscode.window.showErrorMessage(`backread cannot start: ${reason}.`, settings, output);
    if (chosen === settings) await vscode.commands.executeCommand('workbench.action.openSettings', 'backread.path');
    if (chosen === output) this.showOutput();
  }
}

let server: Server | undefined;

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const started = new Server(context.extensionPath);
  server = started;
  context.subscriptions.push(
    started,
    vscode.commands.registerCommand('backread.restartServer', () => started.restart()),
    vscode.commands.registerCommand('backread.showOutput', () => started.showOutput()),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('backread.path')) void started.restart();
    }),
    vscode.workspace.onDidGrantWorkspaceTrust(() => void started.restart()),
  );
  await started.restart();
}

export async function deactivate(): Promise<void> {
  await server?.stop();
}
