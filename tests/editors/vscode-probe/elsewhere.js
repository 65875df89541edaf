// Articles that are in no file: a folder that an extension makes up ("desk:"), a
// text that was never saved, and what only looks like an article, an older version
// of one ("past:").
const vscode = require('vscode');
const { codesOf, until } = require('./desk.js');

const STORY = 'Bridge opens\n\nPublished June 12, 2024\n\nHARWELL, Ohio — Mayor Eleanor Brandt said on Monday that TK had opened the bridge.\n';

// A folder with one article and one that names the same person.
exports.provide = (context) => {
  const files = new Map([
    ['/wire/story.txt', Buffer.from(STORY)],
    ['/wire/before.txt', Buffer.from(STORY.replace('Bridge opens', 'Bridge to open').replace(/12/, '4'))],
  ]);
  const changed = new vscode.EventEmitter();
  const stat = (uri) => {
    const file = files.get(uri.path);
    if (file) return { type: vscode.FileType.File, ctime: 0, mtime: 0, size: file.length };
    if (uri.path === '/' || uri.path === '/wire') return { type: vscode.FileType.Directory, ctime: 0, mtime: 0, size: 0 };
    throw vscode.FileSystemError.FileNotFound(uri);
  };
  const no = () => {
    throw vscode.FileSystemError.NoPermissions();
  };
  context.subscriptions.push(
    vscode.workspace.registerFileSystemProvider(
      'desk',
      {
        onDidChangeFile: changed.event,
        watch: () => ({ dispose() {} }),
        stat,
        readDirectory: () => [...files.keys()].map((name) => [name.slice('/wire/'.length), vscode.FileType.File]),
        readFile: (uri) => stat(uri) && files.get(uri.path),
        writeFile: (uri, bytes) => void files.set(uri.path, bytes),
        createDirectory: no,
        delete: no,
        rename: no,
      },
      { isCaseSensitive: true },
    ),
    vscode.workspace.registerTextDocumentContentProvider('past', { provideTextDocumentContent: () => STORY }),
  );
};

exports.run = async (uri, attempt, look) => {
  const found = {};
  const text = (hovers) => hovers.flatMap((hover) => hover.contents.map((c) => (typeof c === 'string' ? c : c.value))).join('\n');
  const status = ({ status }) => status.find((one) => /\d findings?$/.test(one));
  const shown = async (document, date) => {
    await vscode.window.showTextDocument(document, { preview: false });
    const codes = await until(`findings in ${document.uri}`, () => codesOf(document.uri).length > 0 && codesOf(document.uri));
    const place = document.positionAt(document.getText().indexOf('Monday'));
    const says = text(await vscode.commands.executeCommand('vscode.executeHoverProvider', document.uri, place));
    const bar = await until(`the status with ${date}`, async () => {
      const bar = status(await look());
      return bar?.startsWith(date) && bar;
    });
    return { codes, day: says.match(/\d{4}-\d\d-\d\d/)?.[0], status: bar };
  };
  const steps = {
    folder: async () => {
      const document = await vscode.workspace.openTextDocument(uri);
      const answer = await shown(document, '12 June');
      // The other article of the folder counts once it is open.
      const before = await vscode.workspace.openTextDocument(uri.with({ path: '/wire/before.txt' }));
      await shown(before, '4 June');
      answer.workspace = await until('the mentions in both', async () => {
        const place = document.positionAt(document.getText().indexOf('Eleanor'));
        const places = await vscode.commands.executeCommand('vscode.executeReferenceProvider', uri, place);
        const names = [...new Set(places.map((one) => one.uri.path))].sort();
        return names.length === 2 && names;
      });
      return answer;
    },
    untitled: async () => {
      const document = await vscode.workspace.openTextDocument({ language: 'plaintext', content: STORY });
      const answer = { scheme: document.uri.scheme, ...(await shown(document, '12 June')) };
      const editor = vscode.window.activeTextEditor;
      await editor.edit((edit) => edit.replace(new vscode.Range(0, 0, document.lineCount, 0), 'Harwell\n\nThe builder is TKTK.\n'));
      answer.edited = await until('the findings of what is written', () => {
        const [only, ...more] = vscode.languages.getDiagnostics(document.uri);
        return only && !more.length && document.getText(only.range);
      });
      await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
      return answer;
    },
    past: async () => {
      const document = await vscode.workspace.openTextDocument(vscode.Uri.parse('past:/wire/story.txt'));
      await vscode.window.showTextDocument(document, { preview: false });
      await until('no status', async () => !status(await look()));
      return [document.languageId, codesOf(document.uri).length];
    },
  };
  for (const [name, step] of Object.entries(steps)) {
    await attempt(name, async () => {
      found[name] = await step();
    });
  }
  return found;
};
