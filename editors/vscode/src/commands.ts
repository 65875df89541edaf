import { execFile } from 'node:child_process';
import * as path from 'node:path';
import { promisify } from 'node:util';
import * as vscode from 'vscode';
import type { Range } from 'vscode-languageclient/node';
import { isArticle } from './article';
import { datePlace, isoDay } from './frontMatter';
import { timeline } from './overview';
import type { Server } from './server';

const RULE = 'backread-rule';

/** Every command of the extension, ready to be registered. */
export function commands(server: Server, extensionFolder: string): vscode.Disposable[] {
  const all: Record<string, () => unknown> = {
    restartServer: () => server.restart(),
    showOutput: () => server.showOutput(),
    showTimeline: () => showTimeline(server),
    showActors: () => showActors(server),
    insertDate,
    explainRule: () => explainRule(server),
    openSample: () => openSample(extensionFolder),
  };
  return [
    ...Object.entries(all).map(([name, run]) => vscode.commands.registerCommand(`backread.${name}`, run)),
    vscode.workspace.registerTextDocumentContentProvider(RULE, {
      provideTextDocumentContent: (uri) => run(server, ['explain', path.posix.basename(uri.path, '.md')]),
    }),
  ];
}

/** The editor with an article in it; without one, says so. */
function article(): vscode.TextEditor | undefined {
  const editor = vscode.window.activeTextEditor;
  if (editor && isArticle(editor.document)) return editor;
  void vscode.window.showInformationMessage('backread: open a plain text or Markdown file first.');
  return undefined;
}

function running(server: Server): NonNullable<Server['client']> | undefined {
  if (!server.client) void vscode.window.showWarningMessage('backread: no server is running.');
  return server.client;
}

async function showTimeline(server: Server): Promise<void> {
  const editor = article();
  const client = editor && running(server);
  if (!editor || !client) return;
  const { days } = await timeline(client, client.code2ProtocolConverter.asUri(editor.document.uri));
  const items = days.flatMap((day) =>
    day.places.map((place) => {
      const range = client.protocol2CodeConverter.asRange(place.location.range);
      return { label: day.value, description: place.words ?? '', detail: editor.document.lineAt(range.start.line).text.trim().slice(0, 120), range };
    }),
  );
  const placeHolder = items.length > 0 ? 'The days of this article' : 'No day is known in this article';
  const chosen = await vscode.window.showQuickPick(items, { placeHolder, matchOnDescription: true });
  if (chosen) await vscode.window.showTextDocument(editor.document, { selection: chosen.range, viewColumn: editor.viewColumn });
}

/** A symbol of the workspace as the protocol has it; where it stands in its file may be asked for later. */
interface Found {
  readonly name: string;
  readonly containerName?: string;
  readonly location: { readonly uri: string; readonly range?: Range };
}

interface ActorItem extends vscode.QuickPickItem {
  readonly found: Found;
}

async function showActors(server: Server): Promise<void> {
  const client = running(server);
  if (!client) return;
  const pick = vscode.window.createQuickPick<ActorItem>();
  pick.placeholder = 'People, organisations and places in the folder';
  pick.matchOnDescription = true;
  let asked = 0;
  const ask = async (query: string): Promise<void> => {
    const turn = ++asked;
    pick.busy = true;
    const all = (await client.sendRequest<Found[] | null>('workspace/symbol', { query })) ?? [];
    if (turn !== asked) return;
    pick.items = all.map((found) => ({ label: found.name, description: found.containerName ?? '', found, alwaysShow: true }));
    pick.busy = false;
  };
  pick.onDidChangeValue(ask);
  pick.onDidHide(() => pick.dispose());
  pick.onDidAccept(async () => {
    const chosen = pick.selectedItems[0]?.found;
    pick.hide();
    if (!chosen) return;
    const { location } = chosen.location.range ? chosen : await client.sendRequest<Found>('workspaceSymbol/resolve', chosen);
    const selection = location.range && client.protocol2CodeConverter.asRange(location.range);
    await vscode.window.showTextDocument(client.protocol2CodeConverter.asUri(location.uri), selection ? { selection } : {});
  });
  await ask('');
  pick.show();
}

/** Writes the article's date into its front matter, or selects the one that is there. */
async function insertDate(): Promise<void> {
  const editor = article();
  if (!editor) return;
  const { document } = editor;
  const lines = document.getText().split(/\r?\n/);
  const place = datePlace(lines, isoDay(new Date()));
  if ('found' in place) {
    const { line, from, to } = place.found;
    editor.selection = new vscode.Selection(line, from, line, to);
    editor.revealRange(editor.selection);
    return;
  }
  const { line, text, selected } = place.insert;
  await editor.edit((edit) => edit.insert(new vscode.Position(line, 0), text));
  editor.selection = new vscode.Selection(selected[0], selected[1], selected[0], selected[2]);
}

async function explainRule(server: Server): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  const findings = editor ? vscode.languages.getDiagnostics(editor.document.uri).filter((one) => one.source === 'backread') : [];
  const code = (one: vscode.Diagnostic): string => String(typeof one.code === 'object' ? one.code.value : one.code);
  const here = findings.filter((one) => editor && one.range.intersection(editor.selection)).map(code);
  const reported = new Set(findings.map(code));
  let chosen = here[0];
  if (chosen === undefined) {
    const rules = JSON.parse((await run(server, ['rules', '--format', 'json'])) || '[]') as { code: string; summary?: string }[];
    const items = rules.map((rule) => ({ label: rule.code, description: rule.summary ?? '' }));
    items.sort((a, b) => Number(reported.has(b.label)) - Number(reported.has(a.label)) || a.label.localeCompare(b.label));
    chosen = (await vscode.window.showQuickPick(items, { placeHolder: 'Which rule?', matchOnDescription: true }))?.label;
  }
  if (chosen === undefined) return;
  const uri = vscode.Uri.from({ scheme: RULE, path: `/${chosen}.md` });
  await vscode.commands.executeCommand('markdown.showPreview', uri);
}

/** What the program prints; on failure a message, and nothing. */
async function run(server: Server, args: string[]): Promise<string> {
  const program = server.program();
  try {
    if (program === undefined) throw new Error('the program is not found');
    return (await promisify(execFile)(program, args, { encoding: 'utf8', timeout: 10_000 })).stdout;
  } catch (error) {
    void vscode.window.showErrorMessage(`backread: ${error instanceof Error ? error.message : String(error)}`);
    return '';
  }
}

async function openSample(extensionFolder: string): Promise<void> {
  const text = await vscode.workspace.fs.readFile(vscode.Uri.file(path.join(extensionFolder, 'walkthrough', 'article.md')));
  const document = await vscode.workspace.openTextDocument({ language: 'markdown', content: new TextDecoder().decode(text) });
  await vscode.window.showTextDocument(document);
}
