import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { type Node, type Scope, actorNodes, dayNodes, omittedMessage } from './nodes';
import { actors, timeline } from './overview';
import type { Server } from './server';
import type { Watch } from './watch';

const SCOPE = 'backread.scope';

/** What a view lists. */
interface Content {
  readonly nodes: readonly Node[];
  readonly message: string | undefined;
}
type Load = (client: LanguageClient, scope: Scope, uri?: string) => Promise<Content>;

const VIEWS: Record<string, Load> = {
  'backread.timeline': async (client, scope, uri) => {
    const found = await timeline(client, uri);
    return { nodes: dayNodes(found, scope), message: omittedMessage(found.omitted, 'days') };
  },
  'backread.actors': async (client, scope, uri) => {
    const found = await actors(client, uri);
    return { nodes: actorNodes(found, scope), message: omittedMessage(found.omitted, 'actors') };
  },
};

/** The timeline and the actors beside the text, of the article in front or of the folder. */
export class Views implements vscode.Disposable {
  private readonly all: View[];
  private readonly parts: vscode.Disposable[];
  private scope: Scope;

  constructor(server: Server, watch: Watch, memory: vscode.Memento) {
    this.scope = memory.get<Scope>(SCOPE, 'article');
    const choose = (scope: Scope) => async (): Promise<void> => {
      this.scope = scope;
      await memory.update(SCOPE, scope);
      await vscode.commands.executeCommand('setContext', SCOPE, scope);
      for (const view of this.all) await view.update();
    };
    void vscode.commands.executeCommand('setContext', SCOPE, this.scope);
    this.all = Object.entries(VIEWS).map(([id, load]) => new View(id, load, server, watch, () => this.scope));
    this.parts = [
      ...this.all,
      vscode.commands.registerCommand('backread.viewFolder', choose('folder')),
      vscode.commands.registerCommand('backread.viewArticle', choose('article')),
      vscode.commands.registerCommand('backread.goTo', (node: Node) => goTo(server, node)),
    ];
  }

  /** What the views list, for tests of the extension. */
  listed(): Record<string, readonly Node[]> {
    return Object.fromEntries(this.all.map((view) => [view.id, view.nodes]));
  }

  dispose(): void {
    for (const part of this.parts) part.dispose();
  }
}

class View implements vscode.TreeDataProvider<Node>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly tree: vscode.TreeView<Node>;
  private readonly parts: vscode.Disposable[];
  private turn = 0;
  nodes: readonly Node[] = [];
  readonly onDidChangeTreeData = this.changed.event;

  constructor(
    readonly id: string,
    private readonly load: Load,
    private readonly server: Server,
    private readonly watch: Watch,
    private readonly scope: () => Scope,
  ) {
    this.tree = vscode.window.createTreeView<Node>(id, { treeDataProvider: this });
    const update = (): void => void this.update();
    this.parts = [this.tree, this.changed, watch.onDidRest(update), this.tree.onDidChangeVisibility(update)];
  }

  getChildren(node?: Node): Node[] {
    return [...(node?.children ?? this.nodes)];
  }

  getTreeItem(node: Node): vscode.TreeItem {
    const state = vscode.TreeItemCollapsibleState;
    const item = new vscode.TreeItem(node.label, node.children.length > 0 ? state.Collapsed : state.None);
    item.description = node.description;
    item.tooltip = node.tooltip;
    item.iconPath = new vscode.ThemeIcon(node.icon);
    if (node.place) item.command = { command: 'backread.goTo', title: 'Go to', arguments: [node] };
    return item;
  }

  /** Asks the server again, where the view is seen. */
  async update(): Promise<void> {
    if (!this.tree.visible) return;
    const turn = ++this.turn;
    const content = await this.content().catch((): Content => ({ nodes: [], message: undefined }));
    if (turn !== this.turn) return;
    if (JSON.stringify(content.nodes) !== JSON.stringify(this.nodes)) {
      this.nodes = content.nodes;
      this.changed.fire();
    }
    this.tree.message = content.message;
  }

  private async content(): Promise<Content> {
    const { client } = this.server;
    const article = this.watch.article();
    const scope = this.scope();
    if (!client || (scope === 'article' && !article)) return { nodes: [], message: undefined };
    const uri = scope === 'article' && article ? client.code2ProtocolConverter.asUri(article.uri) : undefined;
    const content = await this.load(client, scope, uri);
    return { nodes: content.nodes, message: content.message ?? (content.nodes.length === 0 ? 'None is known.' : undefined) };
  }

  dispose(): void {
    for (const part of this.parts) part.dispose();
  }
}

async function goTo(server: Server, node: Node): Promise<void> {
  const { client } = server;
  if (!node.place || !client) return;
  const { uri, range } = client.protocol2CodeConverter.asLocation(node.place.location);
  await vscode.window.showTextDocument(uri, { selection: range });
}
